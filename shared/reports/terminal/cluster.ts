import type { ResourceRef } from '../../engine/verdict.ts';
import { clusterFacts, type Section } from '../digest/cluster-section.ts';
import { countOf, severityCounts, waivedOf } from '../digest/counts.ts';
import type { ReportedVerdict } from '../digest/problems.ts';
import { counted, resourceList } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { cutTo } from '../text/cells.ts';
import { addressesPart } from './addresses.ts';
import { problemsPart, type WhyOf } from './problem.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';
import { waivedPart } from './waived.ts';

const longestName = 100;

const nameOf = ({ cluster }: Section): string =>
  cluster === null ? 'Account' : cutTo(printable(cluster), longestName);

/** One line for a cluster without problems; everything about it only where that is asked for. */
export function quietPart(screen: Screen, section: Section): Lines {
  const waived = waivedPart(screen, section.verdicts);
  const line = [...quietLine(screen, section), ...waived, ...(waived.length > 0 ? [''] : [])];
  return screen.verbose ? [...line, ...detailsPart(screen, section), ''] : line;
}

/** It is good news only as far as it could be decided. */
function quietLine(screen: Screen, section: Section): Lines {
  const { summary, verdicts } = section;
  const about = summary ? `${clusterFacts(summary).join(' · ')} · ` : '';
  if (summary?.skipped !== undefined) {
    return paragraph(screen, `${about}not judged: ${summary.skipped}`, {
      lead: [
        ['faint', '– '],
        ['bold', `${nameOf(section)}  `],
      ],
    });
  }
  const mark = countOf(verdicts, 'indeterminate') > 0 ? (['undecided', '? '] as const) : (['good', '✓ '] as const);
  return paragraph(screen, about + quietNews(verdicts) + waivedWords(verdicts), {
    lead: [mark, ['bold', `${nameOf(section)}  `]],
  });
}

function waivedWords(verdicts: readonly ReportedVerdict[]): string {
  const waived = waivedOf(verdicts);
  return waived === 0 ? '' : `, ${waived} waived`;
}

function quietNews(verdicts: readonly ReportedVerdict[]): string {
  const holds = countOf(verdicts, 'compliant');
  const undecided = countOf(verdicts, 'indeterminate');
  if (undecided > 0)
    return holds === 0
      ? `nothing could be decided, ${undecided} undecided`
      : `no problem found: ${holds} hold, ${undecided} undecided`;
  if (holds === 0) return waivedOf(verdicts) > 0 ? 'no problem found' : 'nothing to check';
  return (['', 'the one check holds', 'both checks hold'] as const)[holds] ?? `all ${holds} checks hold`;
}

/** A cluster with problems. */
export function clusterPart(screen: Screen, section: Section, whyOf: WhyOf): Lines {
  const { summary, verdicts, problems } = section;
  const undecided = countOf(verdicts, 'indeterminate');
  const parts = [
    ...(summary ? clusterFacts(summary) : []),
    severityCounts(problems),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
    ...(waivedOf(verdicts) > 0 ? [`${waivedOf(verdicts)} waived`] : []),
  ].filter((part) => part !== '');
  return [
    '',
    ...paragraph(screen, parts.join(' · '), { lead: [['bold', `${nameOf(section)}  `]] }),
    screen.paint('faint', '─'.repeat(screen.width)),
    ...problemsPart(screen, problems, whyOf),
    ...waivedPart(screen, verdicts),
    ...(screen.verbose ? detailsPart(screen, section) : addressesPart(screen, summary?.subnets ?? [])),
  ];
}

/** Addresses, what holds, what does not apply, and notes. */
function detailsPart(screen: Screen, { summary, verdicts }: Section): Lines {
  const notes = verdicts.flatMap(({ code, resource, notes }) =>
    notes.flatMap((note) =>
      paragraph(screen, note, {
        indent: 4,
        lead: [
          ['faint', `${code}  ${resource.id}`],
          ['plain', '  '],
        ],
      }),
    ),
  );
  return [
    ...addressesPart(screen, summary?.subnets ?? []),
    ...rows(
      screen,
      'Holds',
      verdicts.filter(({ status }) => status === 'compliant'),
    ),
    ...rows(
      screen,
      'Not applicable',
      verdicts.filter(({ status }) => status === 'not-applicable'),
    ),
    ...(notes.length === 0 ? [] : ['', '  Notes', ...notes]),
  ];
}

function rows(screen: Screen, title: string, verdicts: readonly ReportedVerdict[]): Lines {
  if (verdicts.length === 0) return [];
  const alike = Map.groupBy(verdicts, ({ code, reason }) => JSON.stringify([code, reason]));
  const lines = [...alike.values()].flatMap((members) => ruleRow(screen, members));
  return ['', `  ${title} (${counted(verdicts.length, 'verdict')})`, ...lines];
}

function ruleRow(screen: Screen, verdicts: readonly ReportedVerdict[]): Lines {
  const [first] = verdicts;
  if (!first) return [];
  const resources = resourceList(verdicts.map(({ resource }): ResourceRef => resource));
  const text = first.reason === undefined ? resources : `${resources} – ${first.reason}`;
  return paragraph(screen, text, {
    indent: 4,
    lead: [
      ['faint', `${first.code}  ${first.rule}`],
      ['plain', '  '],
    ],
  });
}
