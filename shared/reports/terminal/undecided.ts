import type { Report } from '../../engine/report.ts';
import { countOf } from '../digest/counts.ts';
import { codesByCluster, type Gap, gapsOf, gapTitle, gapWeight } from '../digest/gaps.ts';
import { counted, folded } from '../digest/words.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';

const shownFacts = 4;
const shownCodes = 12;
const shownClusters = 5;

/** What could not be decided, by what was missing. Nobody's fault, so never in the colours of a problem. */
export function undecidedPart(screen: Screen, report: Report): Lines {
  const gaps = gapsOf(report);
  if (gaps.length === 0) return [];
  const undecided = countOf(report.verdicts, 'indeterminate');
  const title = undecided === 0 ? 'Facts that were not known' : `${counted(undecided, 'verdict')} undecided`;
  return [
    '',
    screen.paint('bold', title),
    screen.paint('faint', '─'.repeat(screen.width)),
    ...gaps.flatMap((gap) => gapPart(screen, gap)),
  ];
}

function gapPart(screen: Screen, gap: Gap): Lines {
  return [
    ...paragraph(screen, `${gapTitle(gap)} – ${gapWeight(gap)}`, { indent: 2, lead: [['undecided', '? ']] }),
    ...(gap.kind === 'undeclared'
      ? paragraph(screen, `${gap.reason}.`, { indent: 4, style: 'faint' })
      : factsLine(screen, gap)),
    ...paragraph(screen, codes(screen, gap), { indent: 4, style: 'faint' }),
  ];
}

function factsLine(screen: Screen, { facts, resources, action, reason }: Gap): Lines {
  const limit = screen.verbose ? Number.POSITIVE_INFINITY : shownFacts;
  const of = resources.length === 0 ? '' : ` of ${folded(resources, limit)}`;
  const allow = action === undefined || reason.includes(action) ? '' : ` – allow ${action}`;
  return paragraph(screen, `Not known: ${folded(facts, limit)}${of}${allow}`, { indent: 4, style: 'faint' });
}

function codes(screen: Screen, { undecided, partly }: Gap): string {
  const limit = screen.verbose ? Number.POSITIVE_INFINITY : shownCodes;
  const byCluster = codesByCluster([...undecided, ...partly]);
  const clusters = [...byCluster].map(([cluster, rules]) => `${cluster ?? 'account'}: ${folded(rules, limit)}`);
  const shown = screen.verbose ? clusters : clusters.slice(0, shownClusters);
  const hidden = clusters.length - shown.length;
  return [...shown, ...(hidden === 0 ? [] : [counted(hidden, 'further cluster')])].join(' · ');
}

/** Clusters that could not be described, or listed at all. */
export const unreadPart = (screen: Screen, { unreadClusters }: Report): Lines =>
  unreadClusters.flatMap(({ resource, reason }) => {
    const text = resource === '' ? `The clusters could not be listed: ${reason}` : `not read: ${reason}`;
    const lead = [
      ['undecided', '? '],
      ['bold', resource === '' ? '' : `${resource}  `],
    ] as const;
    return paragraph(screen, text, { lead });
  });
