import type { EvidenceValue } from '../../engine/verdict.ts';
import type { Finding } from '../digest/problems.ts';
import { resourceWords, spokenName, spokenValue } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { cellsOf, cutTo, padTo } from '../text/cells.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';

const longestValue = 72;
const listed = 3;
const shownFacts = 4;

/** On one line the first facts that the message does not say already. */
export function evidenceLine(screen: Screen, { violation }: Finding, indent: number): Lines {
  const facts = Object.entries(violation.evidence)
    .filter(([name, value]) => name !== 'hops' && !isEmpty(value) && !saysAlready(violation.message, value))
    .map(([name, value]) => ({ name: spokenName(name), value: spokenValue(value, listed) }))
    .filter(({ value }, index, all) => all.findIndex((other) => other.value === value) === index)
    .slice(0, shownFacts)
    .map(({ name, value }) => `${name}: ${cutTo(printable(value), longestValue)}`);
  return facts.length === 0 ? [] : paragraph(screen, facts.join(' · '), { indent, style: 'faint' });
}

const isEmpty = (value: EvidenceValue): boolean => value === '' || (typeof value === 'object' && value.length === 0);

function saysAlready(message: string, value: EvidenceValue): boolean {
  if (typeof value === 'boolean') return false;
  const words = new Set(message.split(/[\s,;:()]+/).map((word) => word.replace(/[.'’]+$/, '')));
  const said = (part: string | number) =>
    words.has(String(part)) || (typeof part === 'string' && part.length > 3 && message.includes(part));
  return typeof value === 'object' ? value.every(said) : said(value);
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
      linesOf(names[index], value).flatMap((line, position) =>
        paragraph(screen, line, {
          indent: indent + 2,
          lead: [['faint', `${padTo(cutTo(position === 0 ? (names[index] ?? '') : '', column), column)}  `]],
        }),
      ),
    ),
  ];
}

/** A way through the network has a line for each component. */
const linesOf = (name: string | undefined, value: EvidenceValue): readonly string[] =>
  name === 'hops' && typeof value === 'object' ? value.map(String) : [spokenValue(value)];
