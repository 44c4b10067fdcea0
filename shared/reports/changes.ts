import { codesOf, head, type Problem, problemsByKind, problemsOf, type ReportedVerdict } from './digest/problems.ts';
import { counted } from './digest/words.ts';
import { painter } from './terminal/ansi.ts';
import { problemsPart } from './terminal/problem.ts';
import { joined, type Lines, paragraph, type Screen } from './terminal/screen.ts';
import { waivedPart } from './terminal/waived.ts';
import type { TerminalOptions } from './terminal.ts';

/** What became of one verdict between two reports. */
interface Change {
  readonly kind: 'opened' | 'resolved' | 'changed' | 'waived' | 'became-undecided';
  readonly before?: ReportedVerdict;
  readonly after?: ReportedVerdict;
}

/** What changed between two reports, for a terminal: problems with their fixes, then what is settled and what can no longer be told. */
export function renderChanges(
  changes: readonly Change[],
  {
    width,
    colour,
    verbose = false,
    program = 'plumbline',
  }: Omit<TerminalOptions, 'verbose'> & Partial<TerminalOptions>,
): string {
  const screen: Screen = { width, verbose, program, paint: painter(colour) };
  const of = (kind: Change['kind']) => changes.filter((change) => change.kind === kind);
  const problems = (kind: Change['kind']) => problemsOf({ verdicts: of(kind).flatMap(({ after }) => after ?? []) });
  const settled = problemsOf({
    verdicts: of('resolved').flatMap(({ before }) => (before ? withoutWaiver(before) : [])),
  });
  const lines = [
    ...titled(screen, 'New', problems('opened')),
    ...titled(screen, 'Changed', problems('changed')),
    ...problemsByKind(settled).flatMap((alike) => settledLine(screen, alike)),
    ...waivedPart(
      screen,
      of('waived').flatMap(({ after }) => after ?? []),
    ),
    ...of('became-undecided').flatMap(({ after }) => (after ? undecidedLine(screen, after) : [])),
    ...(changes.length === 0 ? ['Nothing changed.'] : ['', summaryOf(changes)]),
  ];
  return joined(lines);
}

/** What was waived and is fixed is no longer so all the same. */
const withoutWaiver = ({ waiver: _, ...verdict }: ReportedVerdict): ReportedVerdict => verdict;

const titled = (screen: Screen, title: string, problems: readonly Problem[]): Lines =>
  problems.length === 0
    ? []
    : [
        screen.paint('bold', `${title}: ${counted(problems.length, 'problem')}`),
        ...problemsPart(screen, problems, () => undefined),
        '',
      ];

function settledLine(screen: Screen, [problem, ...others]: readonly Problem[]): Lines {
  if (!problem) return [];
  const more = others.length === 0 ? '' : ` And ${others.length} more of this kind.`;
  return paragraph(screen, `no longer: ${head(problem).violation.message}${more}`, {
    lead: [
      ['good', '✓ '],
      ['bold', `${codesOf(problem).join(', ')}  `],
    ],
  });
}

const undecidedLine = (screen: Screen, { code, resource, reason = '' }: ReportedVerdict): Lines =>
  paragraph(screen, `${resource.id} can no longer be decided: ${reason}`, {
    lead: [
      ['undecided', '? '],
      ['bold', `${code}  `],
    ],
  });

function summaryOf(changes: readonly Change[]): string {
  const words: readonly (readonly [Change['kind'], string])[] = [
    ['opened', 'opened'],
    ['resolved', 'resolved'],
    ['changed', 'changed'],
    ['waived', 'waived'],
    ['became-undecided', 'became undecided'],
  ];
  const counts = words.map(([kind, word]) => ({
    word,
    count: changes.filter((change) => change.kind === kind).length,
  }));
  return counts.flatMap(({ word, count }) => (count === 0 ? [] : `${counted(count, 'verdict')} ${word}`)).join(', ');
}
