import type { Evidence } from '../../engine/verdict.ts';
import type { Finding } from '../digest/problems.ts';
import { resourceWords, spokenName, spokenValue } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { cellsOf, cutTo, padTo } from '../text/cells.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';

const longestValue = 120;
const listed = 3;

/** On one line what the message does not say already. */
export function evidenceLine(screen: Screen, { violation }: Finding, indent: number): Lines {
  const facts = Object.entries(violation.evidence)
    .filter(([, value]) => !saysAlready(violation.message, value))
    .map(([name, value]) => `${spokenName(name)}: ${cutTo(spokenValue(value, listed), longestValue)}`);
  return facts.length === 0 ? [] : paragraph(screen, facts.join(' · '), { indent, style: 'faint' });
}

function saysAlready(message: string, value: Evidence[string]): boolean {
  if (typeof value === 'boolean') return false;
  const values = typeof value === 'object' ? value.map(String) : [String(value)];
  const words = new Set(message.split(/[\s,;:()]+/).map((word) => word.replace(/[.'’]+$/, '')));
  return values.length > 0 && values.every((text) => words.has(text));
}

/** Everything, one fact a line, with the message where it is another than the one shown. */
export function evidenceTable(screen: Screen, { violation }: Finding, shownMessage: string, indent: number): Lines {
  const { resource, evidence, message } = violation;
  const names = Object.keys(evidence).map((name) => printable(spokenName(name)));
  const column = Math.min(28, Math.max(0, ...names.map(cellsOf)));
  return [
    ...paragraph(screen, `${resourceWords[resource.type][0]} ${resource.id}`, { indent }),
    ...(message === shownMessage ? [] : paragraph(screen, message, { indent: indent + 2 })),
    ...Object.values(evidence).flatMap((value, index) =>
      paragraph(screen, spokenValue(value), {
        indent: indent + 2,
        lead: [['faint', `${padTo(cutTo(names[index] ?? '', column), column)}  `]],
      }),
    ),
  ];
}
