import type { Report } from '../engine/report.ts';
import type { WaiverStanding } from '../engine/waiver-standing.ts';
import { newsOf, waiverName, waiverWords } from './digest/waived.ts';
import { counted, resourceList } from './digest/words.ts';
import { painter } from './terminal/ansi.ts';
import { joined, type Lines, paragraph, type Screen } from './terminal/screen.ts';
import type { TerminalOptions } from './terminal.ts';
import { jsonText } from './text/json-text.ts';

/** The waivers of a report. */
export type Waivers = Pick<Report, 'account' | 'region' | 'observedAt' | 'waivers' | 'refusedWaiverTags'>;

const shownIds = 10;

/** Every waiver for a terminal: what it is about, what it covers now, and what is wrong with it. */
export function renderWaivers({ account, region, waivers, refusedWaiverTags }: Waivers, look: TerminalOptions): string {
  const screen: Screen = { ...look, program: look.program ?? 'plumbline', paint: painter(look.colour) };
  const bad = waivers.filter(({ state, isUnmatched }) => state === 'expired' || isUnmatched).length;
  const lines = [
    ...paragraph(screen, `account ${account} · ${region}`, { lead: [['bold', 'Waivers  ']], style: 'faint' }),
    '',
    ...waivers.flatMap((waiver) => waiverPart(screen, waiver)),
    ...refusedWaiverTags.flatMap(({ resource, tag, value, reason }) => [
      ...paragraph(screen, `${tag} = ${value}`, {
        lead: [
          ['undecided', '? '],
          ['bold', `${resource.id}  `],
        ],
      }),
      ...paragraph(screen, `Not honoured. ${reason}`, { indent: 4 }),
      '',
    ]),
    ...paragraph(
      screen,
      [
        `${counted(waivers.length, 'waiver')}`,
        `${bad} expired or unmatched`,
        `${refusedWaiverTags.length} refused`,
      ].join(' · '),
      {
        style: bad > 0 ? 'medium' : 'good',
      },
    ),
  ];
  return joined(lines);
}

function waiverPart(screen: Screen, waiver: WaiverStanding): Lines {
  const { state, matches, isUnmatched, source } = waiver;
  const isGood = state === 'active' && !isUnmatched;
  const news = newsOf(waiver);
  const clusters = Map.groupBy(matches, ({ cluster }) => cluster);
  return [
    ...paragraph(screen, `${waiverWords(waiver)}${source === 'tag' ? ' (by a tag)' : ''}`, {
      lead: [isGood ? ['good', '✓ '] : ['undecided', '! '], ['bold', `${waiverName(waiver)}  `]],
    }),
    ...[...clusters].flatMap(([cluster, members]) =>
      paragraph(
        screen,
        `${cluster ?? 'account'}: ${resourceList(
          members.map(({ resource }) => resource),
          screen.verbose ? Number.POSITIVE_INFINITY : shownIds,
        )}`,
        {
          indent: 4,
          style: 'faint',
        },
      ),
    ),
    ...(matches.length === 0 && !isUnmatched
      ? paragraph(screen, 'Nothing that is known for certain: what it is about could not be decided.', {
          indent: 4,
          style: 'undecided',
        })
      : []),
    ...(news === undefined ? [] : paragraph(screen, `It ${news}.`, { indent: 4, style: 'undecided' })),
    '',
  ];
}

/** The waivers as JSON, with invisible and control characters escaped. Ends with a line break. */
export const waiversJson = ({ account, region, observedAt, waivers, refusedWaiverTags }: Waivers): string =>
  `${jsonText({ format: 1, account, region, observedAt, waivers, refusedWaiverTags }, 2)}\n`;
