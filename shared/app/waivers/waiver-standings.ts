import { matchesPattern } from '../../engine/pattern.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { daysLeft, isExpired, isExpiring, type Waiver } from '../../engine/waiver.ts';
import type { WaiverStanding } from '../../engine/waiver-standing.ts';
import { isAbout } from './waive.ts';

/** What a run judged. */
export interface Judged {
  readonly verdicts: readonly Verdict[];
  /** Codes of the rules that were applied. */
  readonly codes: readonly string[];
  /** Clusters that were judged. */
  readonly clusters: readonly string[];
  /** Clusters of the account that were not; null where nobody could see which there are. */
  readonly otherClusters: readonly string[] | null;
}

/** How the waivers stand that what was judged is concerned by. */
export function waiverStandings(waivers: readonly Waiver[], judged: Judged, now: string): readonly WaiverStanding[] {
  return waivers.flatMap((waiver) => {
    if (!judged.codes.includes(waiver.code) || isOnlyOfOthers(waiver, judged)) return [];
    const matches = judged.verdicts
      .filter((verdict) => verdict.status === 'non-compliant' && isAbout(waiver, verdict))
      .map(({ cluster, resource }) => ({ cluster, resource }));
    return [
      {
        ...waiver,
        state: stateOf(waiver, now),
        daysLeft: daysLeft(waiver, now),
        matches,
        isUnmatched: matches.length === 0 && !mayMatch(waiver, judged),
      },
    ];
  });
}

function stateOf(waiver: Waiver, now: string): WaiverStanding['state'] {
  if (isExpired(waiver, now)) return 'expired';
  return isExpiring(waiver, now) ? 'expiring' : 'active';
}

const isOnlyOfOthers = (waiver: Waiver, judged: Judged): boolean =>
  judged.otherClusters !== null &&
  hasOthers(waiver, judged) &&
  !judged.clusters.some((name) => matchesPattern(waiver.cluster, name));

const hasOthers = ({ cluster }: Waiver, { otherClusters }: Judged): boolean =>
  otherClusters === null || otherClusters.some((name) => matchesPattern(cluster, name));

/** Whether something that a waiver could be about was not judged, or not decided. */
function mayMatch(waiver: Waiver, judged: Judged): boolean {
  const { code, cluster } = waiver;
  const isOpen = (verdict: Verdict) =>
    verdict.code === code &&
    verdict.missing.length > 0 &&
    matchesPattern(cluster, verdict.cluster ?? '') &&
    (verdict.resource.type === 'cluster' || isAbout(waiver, verdict));
  return hasOthers(waiver, judged) || judged.verdicts.some(isOpen);
}
