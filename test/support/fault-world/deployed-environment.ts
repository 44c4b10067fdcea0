import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import * as z from 'zod';

const variables = createRequire(import.meta.url)('../../../stack/variables.cjs') as (invocation: object) => object;

const environment = z.record(z.string(), z.unknown());
const stack = z.object({
  provider: z.object({ environment }),
  functions: z.record(z.string(), z.object({ environment: environment.default({}) })),
});

/**
 * The environment of each function as serverless.yml sets it. `parameters`: `name=value`; `resources`: what stands for each of the
 * stack's resources.
 */
export function deployedEnvironments(
  parameters: readonly string[],
  resources: Readonly<Record<string, string>>,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const settings = variables({ options: { param: parameters } });
  const file = new URL('../../../serverless.yml', import.meta.url);
  const reference = (name: string) => resources[name] ?? `unknown-${name}`;
  const customTags = [
    { tag: '!Ref', resolve: reference },
    { tag: '!GetAtt', resolve: reference },
    { tag: '!Sub', resolve: reference },
    { tag: '!If', collection: 'seq' as const },
  ];
  const { provider, functions } = stack.parse(parse(readFileSync(file, 'utf8'), { merge: true, customTags }));
  const textOf = (value: unknown) =>
    String(value).replace(/\$\{self:custom\.(?:variables\.)?([\w.]+)\}/g, (_, path: string) =>
      String(at(settings, path)),
    );
  return Object.fromEntries(
    Object.entries(functions).map(([name, own]) => [
      name,
      Object.fromEntries(
        Object.entries({ ...provider.environment, ...own.environment }).map(([key, value]) => [key, textOf(value)]),
      ),
    ]),
  );
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);
