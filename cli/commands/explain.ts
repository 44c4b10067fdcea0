import type { Command } from 'commander';
import * as z from 'zod';
import { families, familyOf, type Rule } from '../../shared/engine/rule.ts';
import { findRule, rules } from '../../shared/rules/index.ts';
import { ruleNamed } from '../choose.ts';
import { widthOf, writeTo } from '../output.ts';
import { wrap } from '../wrap.ts';

function parameterLines(rule: Rule): string[] {
  const { properties = {} } = z.toJSONSchema(rule.parameters, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => {
    const { default: fallback, description } = schema as { default?: unknown; description?: string };
    return `  ${name} (default ${JSON.stringify(fallback)}): ${description ?? ''}`;
  });
}

function explained(rule: Rule, width: number): string {
  const part = (title: string, text: string) => [title, ...wrap(text, width - 2).map((line) => `  ${line}`), ''];
  const parameters = parameterLines(rule);
  return [
    `${rule.code} ${rule.name}`,
    ...wrap(`${rule.title}.`, width),
    `${rule.severity} · ${families[familyOf(rule)].title} · profile ${rule.profile} · judges each ${rule.resourceType}`,
    '',
    ...part('Why it matters', rule.why),
    ...part('How it is decided', rule.how),
    ...part('How to fix it', rule.fix),
    ...(parameters.length > 0 ? ['Parameters', ...parameters, ''] : []),
    'Sources',
    ...rule.references.map((url) => `  ${url}`),
    '',
  ].join('\n');
}

/** Rules whose words contain every word of the text: people paste the error message that they met. */
function mentioning(text: string): readonly Rule[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter(({ title, why, how, fix }) => {
    const said = `${title} ${why} ${how} ${fix}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** `plumbline explain`: one rule in full, or the rules that mention a text. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('tell what a rule is about, how it decides and how to fix what it finds')
    .argument('<rule>', 'code or name of a rule, or a text such as an error message')
    .action(async (text: string) => {
      const width = widthOf(process.stdout);
      const found = findRule(text) ? [] : mentioning(text);
      if (found.length > 0) {
        const lines = found.map(({ code, name, title }) => `${code.padEnd(4)} ${name}\n     ${title}`);
        await writeTo(process.stdout, `${lines.join('\n')}\n`);
      } else await writeTo(process.stdout, explained(ruleNamed(text), width));
    });
}
