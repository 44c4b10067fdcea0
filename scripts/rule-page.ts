import * as z from 'zod';
import { families, familyOf, type Rule } from '../shared/engine/rule.ts';
import type { Verdict } from '../shared/engine/verdict.ts';
import { factsRead, judgeCase } from '../test/support/judge-case.ts';
import type { RuleCase } from '../test/support/rule-cases.ts';

/** A value in a cell of a Markdown table: nothing in it can end the cell or start markup. */
const cell = (value: unknown): string =>
  String(value).replaceAll('|', String.raw`\|`).replaceAll('\n', ' ').replaceAll('<', '&lt;');
const row = (...cells: unknown[]) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]) =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

function parameters(rule: Rule): string {
  const { properties = {} } = z.toJSONSchema(rule.parameters, { io: 'input' });
  const rows = Object.entries(properties).map(([name, schema]) => {
    const { default: fallback, description } = schema as z.core.JSONSchema.BaseSchema;
    return row(`\`${name}\``, `\`${JSON.stringify(fallback)}\``, description ?? '');
  });
  return rows.length > 0 ? table(['Name', 'Default', 'Meaning'], rows) : 'None.';
}

function reads(rule: Rule, cases: readonly RuleCase[]): string {
  const facts = [...new Set(cases.flatMap((given) => factsRead(rule, given)))].sort();
  const collections = Map.groupBy(facts, (fact) => fact.split('.')[0] ?? fact);
  const rows = [...collections].map(([collection, members]) => {
    const fields = members
      .filter((fact) => fact !== collection)
      .map((fact) => `\`${fact.slice(collection.length + 1)}\``);
    return row(`\`${collection}\``, fields.join(', '));
  });
  return table(['Collection', 'Fields'], rows);
}

const said = ({ status, reason, violations }: Verdict): readonly string[] =>
  violations.length > 0
    ? violations.map(({ message, severity }) => `${severity}: ${message}`)
    : [status === 'compliant' ? '' : (reason ?? '')];

function example(rule: Rule, given: RuleCase): string {
  const verdicts = judgeCase(rule, given);
  const statuses = new Set(verdicts.map(({ status }) => status));
  const [status] = (['non-compliant', 'indeterminate', 'compliant', 'not-applicable'] as const).filter((one) =>
    statuses.has(one),
  );
  const telling = verdicts.filter((verdict) => verdict.status === status);
  const words = [...new Set(telling.flatMap(said))].filter(Boolean);
  return row(given.name, status, words.join(' · '));
}

/** The page of a rule: its words, its parameters, what it reads, and its truth table as it is judged now. */
export function rulePage(rule: Rule, cases: readonly RuleCase[]): string {
  const family = families[familyOf(rule)];
  const parts = [
    `<!-- Generated from shared/rules/${family.folder}/${rule.name}.ts and its truth table. Edit those, then run \`npm run docs\`. -->`,
    `# ${rule.code} ${rule.name}`,
    `${rule.title}.`,
    `Severity **${rule.severity}** · ${family.title} · profile \`${rule.profile}\` · judges each ${rule.resourceType}${
      rule.aliases.length > 0 ? ` · also known as ${rule.aliases.map((alias) => `\`${alias}\``).join(', ')}` : ''
    }${rule.graceMinutes === undefined ? '' : ` · the service tells of it once it has failed for ${rule.graceMinutes} minutes`}${rule.steadyMinutes === undefined ? '' : ` · and of its end once it has held for ${rule.steadyMinutes} minutes`}`,
    '## Why it matters',
    rule.why,
    '## How it is decided',
    rule.how,
    'What was not observed among the facts below makes the verdict *indeterminate*; violations that are certain without it stay.',
    '## How to fix it',
    rule.fix,
    '## Parameters',
    parameters(rule),
    '## What it reads',
    reads(rule, cases),
    '## Examples',
    table(
      ['Given', 'Verdict', 'Said'],
      cases.map((given) => example(rule, given)),
    ),
    '## Sources',
    rule.references.map((url) => `- <${url}>`).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The table of all rules. */
export function rulesIndex(rules: readonly Rule[]): string {
  const parts = ['<!-- Generated from shared/rules. Run `npm run docs`. -->', '# Rules'];
  for (const [letter, { title, folder }] of Object.entries(families)) {
    const members = rules.filter((rule) => familyOf(rule) === letter);
    if (members.length === 0) continue;
    const rows = members.map(({ code, name, title: what, severity, profile }) =>
      row(code, `[${name}](${folder}/${name}.md)`, what, severity, profile),
    );
    parts.push(`## ${letter} · ${title}`, table(['Code', 'Rule', 'What must hold', 'Severity', 'Profile'], rows));
  }
  return `${parts.join('\n\n')}\n`;
}
