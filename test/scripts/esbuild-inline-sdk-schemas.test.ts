import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { build, type Plugin } from 'esbuild';
import { inlineSdkSchemas, inlineStringConstants, schemaModule } from '../../scripts/esbuild-inline-sdk-schemas.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = globSync('node_modules/@aws-sdk/client-*/dist-es/schemas/schemas_*.js', { cwd: root }).toSorted();
const folder = mkdtempSync(join(tmpdir(), 'plumbline-schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function bundle(entry: string, contents: string | undefined, plugins: Plugin[]): Promise<string> {
  const outfile = join(folder, `${entry.replaceAll(/\W/g, '-')}-${plugins.length}.mjs`);
  await build({
    ...(contents === undefined ? { entryPoints: [join(root, entry)] } : { stdin: { contents, resolveDir: root } }),
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    minify: true,
    plugins,
    logLevel: 'error',
  });
  return outfile;
}

/** What a schema says, with each function it refers to another schema by replaced by that schema's name. */
const described = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema, (_, value) => (typeof value === 'function' ? referredName(value) : value)));

function referredName(refer: () => unknown): unknown {
  const schema = refer();
  return Array.isArray(schema) ? schema.slice(0, 3) : schema;
}

describe('inlining the string constants of the SDK schemas', () => {
  it('finds the schema modules of the installed clients', () => {
    expect(modules.length).toBeGreaterThanOrEqual(4);
    expect(modules.filter((module) => !schemaModule.test(module))).toEqual([]);
  });

  it('replaces each constant where it stands alone, and nothing else', () => {
    const source =
      'const _a = "x\\"y";\nconst _ab = "z";\nexport var s = [_a, { [_ab]: _c, k: "_a" }, q._a, $_a, _abc];\n';
    expect(inlineStringConstants(source)).toBe('export var s = ["x\\"y", { ["z"]: _c, k: "_a" }, q._a, $_a, _abc];\n');
  });

  it.each(modules)('leaves the meaning of %s as it is', async (module) => {
    const original = await import(await bundle(module, undefined, []));
    const inlined = await import(await bundle(module, undefined, [inlineSdkSchemas]));
    const names = Object.keys(original).filter(
      (name) => Array.isArray(original[name]) && name !== 'errorTypeRegistries',
    );
    expect(names.length).toBeGreaterThan(10);
    expect(Object.keys(inlined).toSorted()).toEqual(Object.keys(original).toSorted());
    const differing = names.filter(
      (name) => JSON.stringify(described(inlined[name])) !== JSON.stringify(described(original[name])),
    );
    expect(differing).toEqual([]);
  });

  it('still pays off: a bundle of one EC2 command has less than half the size', async () => {
    const contents = `export { EC2Client, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';`;
    const size = async (plugins: Plugin[]) => statSync(await bundle('one-command', contents, plugins)).size;
    expect(await size([inlineSdkSchemas])).toBeLessThan((await size([])) / 2);
  });
});
