import { families, familyOf } from '../shared/engine/rule.ts';
import { rules } from '../shared/rules/index.ts';
import { loadCases } from '../test/support/load-cases.ts';
import { writeGenerated } from './generated-files.ts';
import { rulePage, rulesIndex } from './rule-page.ts';

const tables = new Map((await loadCases()).map(({ name, cases }) => [name, cases]));
const pages = rules.map((rule): [string, string] => [
  `${families[familyOf(rule)].folder}/${rule.name}.md`,
  rulePage(rule, tables.get(rule.name) ?? []),
]);

await writeGenerated(
  { folder: 'docs/rules', owns: /\.md$/, files: new Map([...pages, ['README.md', rulesIndex(rules)]]) },
  '`npm run docs`',
);
