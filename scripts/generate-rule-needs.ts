// Which facts a rule asks for is known from what its truth table reads.
import { factsOfActions } from '../shared/aws/collect/facts.ts';
import { optionalCollections } from '../shared/model/snapshot/snapshot.ts';
import { rules } from '../shared/rules/index.ts';
import { factsRead } from '../test/support/judge-case.ts';
import { loadCases } from '../test/support/load-cases.ts';
import { writeGenerated } from './generated-files.ts';

const tables = new Map((await loadCases()).map(({ name, cases }) => [name, cases]));
const factsOf = rules.map((rule) => {
  const cases = tables.get(rule.name) ?? [];
  return { code: rule.code, facts: new Set(cases.flatMap((given) => factsRead(rule, given))) };
});

const isPartOf = (fact: string, whole: string): boolean => fact === whole || fact.startsWith(`${whole}.`);

const collections = factsOf.flatMap(({ code, facts }) => {
  const asked = optionalCollections.filter((collection) => [...facts].some((fact) => isPartOf(fact, collection)));
  return asked.length > 0 ? [[code, asked] as const] : [];
});

const askers = Object.entries(factsOfActions).map(([action, told]) => {
  const asking = factsOf.filter(({ facts }) => told.some((whole) => [...facts].some((fact) => isPartOf(fact, whole))));
  return [action, asking.map(({ code }) => code)] as const;
});

const quoted = (text: string) => `'${text}'`;

/** As biome breaks it. */
const entry = (key: string, value: string): string => {
  const line = `  ${key}: ${value},`;
  return line.length <= 120 ? line : `  ${key}:\n    ${value},`;
};

const module = (...lines: readonly string[]): string =>
  `${['// Generated from the truth tables under test/rules. Run `npm run docs`.', ...lines].join('\n')}\n`;

const files = new Map([
  [
    'optional-collections.generated.ts',
    module(
      "import type { OptionalCollection } from '../../model/snapshot/snapshot.ts';",
      '',
      '/** By the code of a rule, what it asks about of the collections that are read only for those who ask. */',
      'export const optionalCollectionsOf: Readonly<Record<string, readonly OptionalCollection[]>> = {',
      ...collections.map(([code, asked]) => `  ${code}: [${asked.map(quoted).join(', ')}],`),
      '};',
    ),
  ],
  [
    'askers-by-action.generated.ts',
    module(
      '',
      '/** By IAM action, the codes of the rules that ask about what its answers tell, with a space between them. */',
      'export const askersByAction: Readonly<Record<string, string>> = {',
      ...askers.map(([action, codes]) => entry(quoted(action), quoted(codes.join(' ')))),
      '};',
    ),
  ],
]);

await writeGenerated({ folder: 'shared/app/needed-reads', owns: /\.generated\.ts$/, files }, '`npm run docs`');
