// `npm run new-rule -- <code> <name>`: a rule, its truth table and its two lines in the index of its family.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { families, familyOf, type RuleMetadata } from '../shared/engine/rule.ts';
import { rules } from '../shared/rules/index.ts';
import { casesFile, type NewRule, ruleFile } from './rule-template.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const usage =
  'Usage: npm run new-rule -- <code> <name>, for example: npm run new-rule -- B12 node-subnets-have-spare-addresses';

const [code = '', name = ''] = process.argv.slice(2);
const problem = problemWith(code, name);
if (problem) {
  console.error(`${problem}\n${usage}`);
  process.exit(2);
}

const rule: NewRule = {
  code,
  name,
  folder: families[familyOf({ code } as Pick<RuleMetadata, 'code'>)].folder,
  identifier: camelCase(name),
};
const files = {
  rule: `shared/rules/${rule.folder}/${name}.ts`,
  cases: `test/rules/${rule.folder}/${name}.cases.ts`,
  index: `shared/rules/${rule.folder}/index.ts`,
};
write(files.rule, ruleFile(rule));
write(files.cases, casesFile(rule));
write(files.index, withRule(readFileSync(`${root}/${files.index}`, 'utf8'), rule));
spawnSync('biome', ['check', '--write', ...Object.values(files)], { cwd: root, stdio: 'ignore' });

console.log(`Wrote ${files.rule}
      ${files.cases}
  and two lines in ${files.index}

Next:
  1. Write the rows of the truth table, then the rule: npm run jest -- test/rules/rules.test.ts -t '${code} '
  2. Generate its page: npm run docs
  3. npm test`);

function problemWith(code: string, name: string): string | undefined {
  if (!/^[A-K][1-9]\d*$/.test(code)) return `"${code}" is no code: a letter from A to K (the family) and a number.`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    return `"${name}" is no name: words in kebab-case, true when compliant.`;
  const taken = rules.find((rule) => rule.code === code || [rule.name, ...rule.aliases].includes(name));
  if (taken) return `${taken.code} ${taken.name} has that code or name.`;
  const index = `shared/rules/${families[familyOf({ code } as Pick<RuleMetadata, 'code'>)].folder}/index.ts`;
  return existsSync(`${root}/${index}`)
    ? undefined
    : `The family has no ${index} yet; make one like its neighbours first.`;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The family's index with the rule imported and listed before the first rule of a higher code. */
function withRule(index: string, { code, name, identifier }: NewRule): string {
  const number = Number(code.slice(1));
  const later = rules.find((rule) => rule.code[0] === code[0] && Number(rule.code.slice(1)) > number);
  const imported = index.replace(/\n\n/, `\nimport { ${identifier} } from './${name}.ts';\n\n`);
  return imported.replace(/(Rule\[\] = \[)([^\]]*)\]/, (_, start: string, list: string) => {
    const names = list.split(',').flatMap((entry) => entry.trim() || []);
    const at = later ? names.indexOf(camelCase(later.name)) : -1;
    return `${start}${names.toSpliced(at === -1 ? names.length : at, 0, identifier).join(', ')}]`;
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(`${root}/${path}`), { recursive: true });
  writeFileSync(`${root}/${path}`, text);
}
