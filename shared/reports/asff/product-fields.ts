import { printable } from '../printable.ts';
import type { RememberedFinding } from '../remembered-finding.ts';
import { worstOf } from '../worst.ts';
import { asffText } from './text.ts';
import { toldFacts } from './told-facts.ts';

const mostFields = 50;
const mostOfValue = 2048;

/** What the format has no attribute for, under our own prefix. A command that does not fit whole is left out: half of one is harmful. */
export function productFieldsOf(finding: RememberedFinding): Record<string, string> {
  const { code, rule, cluster, violations, unkept } = finding;
  const [worst] = worstOf(violations);
  const fields: readonly (readonly [string, string])[] = [
    ['code', code],
    ['rule', rule],
    ['cluster', cluster.cluster],
    ['violations', String(violations.length + unkept)],
    ...waiverFields(finding),
    ...(worst
      ? ([
          ['kind', worst.kind],
          ['cause', `${worst.cause.kind} ${worst.cause.resource}`],
        ] as const)
      : []),
    ...(worst?.fix.command && isWhole(worst.fix.command) ? ([['command', worst.fix.command]] as const) : []),
    ...(worst ? factsOf(worst.evidence) : []),
  ];
  return Object.fromEntries(fields.flatMap(fieldOf).slice(0, mostFields));
}

const waiverFields = ({ state, waiver }: RememberedFinding): readonly (readonly [string, string])[] =>
  state === 'waived' && waiver
    ? [
        ['waived-until', waiver.expires],
        ['waived-by', waiver.owner],
        ['waived-because', waiver.reason],
        ['waived-through', waiver.source],
      ]
    : [];

const isWhole = (command: string): boolean => command.length <= mostOfValue && printable(command) === command;

const factsOf = (evidence: RememberedFinding['violations'][number]['evidence']) =>
  toldFacts.flatMap((name) => {
    const value = Object.hasOwn(evidence, name) ? evidence[name] : undefined;
    return value === undefined
      ? []
      : [[`facts/${name}`, Array.isArray(value) ? value.join(', ') : String(value)] as const];
  });

function fieldOf([name, value]: readonly [string, string]): readonly (readonly [string, string])[] {
  const text = asffText(value, mostOfValue);
  return text === undefined ? [] : [[`plumbline/${name}`, text]];
}
