import { families, familyOf } from '../shared/engine/rule.ts';
import { rules } from '../shared/rules/index.ts';
import { writeGenerated } from './generated-files.ts';
import { sources } from './sources/index.ts';
import type { Source, Statement } from './sources/statement.ts';

const byCode = new Map<string, (typeof rules)[number]>(rules.map((rule) => [rule.code, rule]));

function ruleLink(code: string): string {
  const rule = byCode.get(code);
  if (!rule) throw new Error(`docs/sources.md: there is no rule ${code}`);
  return `[${code}](rules/${families[familyOf(rule)].folder}/${rule.name}.md)`;
}

const row = ({ says, rules: codes, remark }: Statement): string =>
  `| ${says} | ${codes.length > 0 ? codes.map(ruleLink).join(' ') : '—'} | ${remark ?? ''} |`;

const section = ({ title, by, url, statements }: Source): string => {
  const seen = statements.filter(({ rules: codes }) => codes.length > 0).length;
  return `## ${title}

${url === undefined ? by : `[${by}](${url})`}. ${seen} of ${statements.length} statements are watched by rules.

| It says | Watched by | |
| --- | --- | --- |
${statements.map(row).join('\n')}
`;
};

function withoutSource(): string {
  const named = new Set(sources.flatMap(({ statements }) => statements.flatMap(({ rules: codes }) => codes)));
  const others = rules.filter(({ code }) => !named.has(code));
  return `## Rules that none of them asks for

They come from AWS's present documentation and from the code of the controllers; each page names its sources.

${others.map(({ code, title }) => `- ${ruleLink(code)} ${title}.`).join('\n')}
`;
}

const text = `<!-- Generated from scripts/sources and shared/rules. Run \`npm run docs\`. -->

# Where the rules come from

Plumbline began with five documents on the network of EKS clusters. Here is what each of them says, one statement a line and in our own words, with the rules that watch it, or why nothing that AWS's APIs show can tell.

${sources.map(section).join('\n')}
${withoutSource()}`;

await writeGenerated(
  { folder: 'docs', owns: /^sources\.md$/, files: new Map([['sources.md', text]]) },
  '`npm run docs`',
);
