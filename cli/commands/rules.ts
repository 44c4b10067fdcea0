import { type Command, Option } from 'commander';
import * as z from 'zod';
import { families, familyOf, type Rule } from '../../shared/engine/rule.ts';
import { rules } from '../../shared/rules/index.ts';
import { writeTo } from '../output.ts';

const listed = (rule: Rule) => {
  const { code, name, aliases, title, severity, profile, resourceType, why, how, fix, references } = rule;
  const family = families[familyOf(rule)].title;
  const parameters = z.toJSONSchema(rule.parameters, { io: 'input' });
  return { code, name, aliases, family, title, severity, profile, resourceType, why, how, fix, references, parameters };
};

function table(): string {
  const width = Math.max(...rules.map(({ name }) => name.length));
  const lines: string[] = [];
  let family = '';
  for (const rule of rules) {
    const { title } = families[familyOf(rule)];
    if (title !== family) lines.push(...(family ? [''] : []), title);
    family = title;
    lines.push(`  ${rule.code.padEnd(4)} ${rule.name.padEnd(width)}  ${rule.severity.padEnd(8)}  ${rule.profile}`);
  }
  return `${lines.join('\n')}\n\n${rules.length} rules. plumbline explain CODE tells more of one.\n`;
}

/** `plumbline rules`: every rule, for people or as JSON. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .description('list every rule')
    .addOption(new Option('--format <format>', 'how to show them').choices(['terminal', 'json']).default('terminal'))
    .action(async ({ format }: { format: 'terminal' | 'json' }) => {
      await writeTo(process.stdout, format === 'json' ? `${JSON.stringify(rules.map(listed), null, 2)}\n` : table());
    });
}
