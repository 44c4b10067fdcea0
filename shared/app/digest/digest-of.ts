import { isExpiring } from '../../engine/waiver.ts';
import type { Digest, DigestPeriod, EndingWaiver, Notice, Transition } from '../../reports/chat-message.ts';
import { noticesOf } from '../announce/notices.ts';
import type { Finding } from '../findings/finding.ts';
import type { PlaceRead } from './read-places.ts';

interface Span {
  readonly period: DigestPeriod;
  readonly since: string;
  readonly at: string;
}

/** How everything stands at a time, and what has become of it since another. Times are ISO 8601. */
export function digestOf(
  places: readonly [PlaceRead, ...PlaceRead[]],
  { period, since, at }: Span,
): Omit<Digest, 'id' | 'threadId'> {
  const findings = places.flatMap((place) => place.findings);
  const open = findings.filter(({ state }) => state === 'open');
  const waived = findings.filter(({ state }) => state === 'waived');
  const opened = open.filter(({ firstSeen }) => firstSeen > since);
  const fixed = findings.filter((finding) => isClosed(finding) && isKnown(finding) && finding.changedAt > since);
  const unconfirmed = [...open, ...waived].filter((finding) => finding.unconfirmed);
  const [first, ...others] = places;
  return {
    period,
    since,
    places: [placeOf(first), ...others.map(placeOf)],
    open: grouped(open, 'new'),
    counts: {
      new: grouped(opened, 'new').length,
      fixed: grouped(fixed, 'resolved').length,
      waived: grouped(waived, 'waived').length,
      unconfirmed: grouped(unconfirmed, 'new').length,
    },
    endingWaivers: waived.flatMap((finding) => endingWaiver(finding, at)),
  };
}

const isClosed = ({ state }: Finding): boolean => state === 'resolved' || state === 'gone';

/** What came and went before anybody was told is nobody's news. */
const isKnown = ({ told }: Finding): boolean => Object.keys(told).length > 0;

const grouped = (findings: readonly Finding[], transition: Transition): readonly Notice[] =>
  noticesOf(findings.map((finding) => ({ finding, transition }))).map(({ notice }) => notice);

function endingWaiver({ code, cluster, resource, waiver }: Finding, at: string): readonly EndingWaiver[] {
  if (!waiver || !isExpiring(waiver, at)) return [];
  const { owner, expires } = waiver;
  return [{ code, cluster: cluster.cluster, resource, owner, expires }];
}

function placeOf({ place, clusters, absences }: PlaceRead): Digest['places'][number] {
  const { account, region, unreachableSince, reason = '' } = place;
  return {
    account,
    region,
    clusters: clusters.filter(({ gone }) => !gone).length,
    ...(unreachableSince === undefined ? {} : { unwatched: { since: unreachableSince, reason } }),
    missing: absences.map(({ what, since, reason: why }) => ({ what, since, reason: why })),
  };
}
