import type { ResourceRef, Severity } from '../../engine/verdict.ts';
import { counted, folded, spokenTime } from '../digest/words.ts';
import { cut } from '../text/cut.ts';
import { worstOf } from '../worst.ts';
import { mrkdwn } from './mrkdwn.ts';
import { type ChatOptions, clustersOf, type Notice, severityOf } from './notice.ts';
import { placeWords } from './parts.ts';
import { noticeLine, severityCounts } from './summary-text.ts';

/** How often there is a digest. */
export const digestPeriods = ['daily', 'weekly'] as const;
export type DigestPeriod = (typeof digestPeriods)[number];

interface Happening {
  /** ISO 8601 */
  readonly since: string;
  readonly reason: string;
}

/** An account and Region that a digest is about. */
export interface DigestPlace {
  readonly account: string;
  readonly region: string;
  readonly clusters: number;
  /** That it cannot be reached. */
  readonly unwatched?: Happening;
  /** What it lacks that the service counts on. */
  readonly missing: readonly (Happening & { readonly what: 'security-hub' | 'trail' })[];
}

/** A waiver that ends soon. */
export interface EndingWaiver {
  readonly code: string;
  readonly cluster: string;
  readonly resource: ResourceRef;
  readonly owner: string;
  /** YYYY-MM-DD */
  readonly expires: string;
}

/** How everything stands, and what has become of it since the last digest. */
export interface Digest {
  readonly id: string;
  readonly threadId: string;
  readonly period: DigestPeriod;
  /** The time of the last digest, ISO 8601. */
  readonly since: string;
  readonly places: readonly [DigestPlace, ...DigestPlace[]];
  /** One for each thing to fix. */
  readonly open: readonly Notice[];
  /** Things to fix of which some findings are so. */
  readonly counts: {
    readonly new: number;
    readonly fixed: number;
    readonly waived: number;
    readonly unconfirmed: number;
  };
  readonly endingWaivers: readonly EndingWaiver[];
}

const shownNotices = 10;
const shownWaivers = 4;
const shownPlaces = 4;
const limits = { notice: 150, waivers: 400, places: 400, reason: 120, where: 90 } as const;

export function digestTitle(digest: Digest, options: ChatOptions): string {
  const { period, open, counts, places } = digest;
  const lead = `${period === 'weekly' ? 'Weekly' : 'Daily'} digest, ${mrkdwn(whereWords(digest, options), limits.where)}`;
  const unwatched = places.filter((place) => place.unwatched).length;
  const blind = unwatched === 0 ? '' : `, ${unwatched} not watched`;
  if (open.length > 0) return `📋 ${lead}: ${open.length} open, ${counts.new} new, ${counts.fixed} fixed${blind}`;
  return `${blind === '' ? '✅' : '🙈'} ${lead}: nothing open in ${counted(clustersIn(digest), 'cluster')}${blind}`;
}

function whereWords({ places }: Digest, options: ChatOptions): string {
  const [first, ...others] = places;
  if (others.length === 0) return placeWords(first, options);
  const accounts = counted(new Set(places.map(({ account }) => account)).size, 'account');
  const regions = counted(new Set(places.map(({ region }) => region)).size, 'Region');
  return `${accounts}, ${regions}${options.environment ? ` (${options.environment})` : ''}`;
}

const clustersIn = ({ places }: Digest): number => places.reduce((sum, { clusters }) => sum + clusters, 0);

/** Counts, what needs somebody soon, what nobody sees, then the ten worst. */
export function digestDescription(digest: Digest): string {
  const { open, since, counts, endingWaivers } = digest;
  const hidden = open.length - shownNotices;
  const worst = worstOf(open.map((notice) => ({ notice, severity: severityOf(notice) }))).slice(0, shownNotices);
  return [
    ...openLine(digest),
    `*Since ${mrkdwn(spokenTime(since), 30)}*  ${counts.new} new · ${counts.fixed} fixed`,
    ...(counts.waived > 0 ? [`*Waived*  ${counts.waived}`] : []),
    ...(endingWaivers.length > 0 ? [`*Waivers that end*  ${waiverWords(endingWaivers)}`] : []),
    ...(counts.unconfirmed > 0 ? [`*Not confirmed for a day*  ${counts.unconfirmed}`] : []),
    ...blindLines(digest),
    ...worst.map(({ notice, severity }) => digestLine(notice, severity, digest)),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
  ].join('\n');
}

function openLine(digest: Digest): readonly string[] {
  const { open } = digest;
  if (open.length === 0) return [];
  const touched = open.flatMap((notice) =>
    clustersOf(notice).map((cluster) => `${notice.account} ${notice.region} ${cluster}`),
  );
  return [`*${severityCounts(open)}* in ${new Set(touched).size} of ${counted(clustersIn(digest), 'cluster')}`];
}

const waiverWords = (waivers: readonly EndingWaiver[]): string =>
  mrkdwn(
    folded(
      waivers.map(
        ({ code, cluster, resource, owner, expires }) =>
          `${code} ${resource.id} in ${cluster} on ${expires} (${owner})`,
      ),
      shownWaivers,
    ),
    limits.waivers,
  );

type PlaceHappening = Happening & { readonly place: Pick<DigestPlace, 'account' | 'region'> };

/** What is not seen, or not in time, and who does not hear of it. */
function blindLines({ places }: Digest): readonly string[] {
  const lacks = places.flatMap(({ missing, ...place }) => missing.map((one) => ({ ...one, place, reason: '' })));
  return [
    ...placesLine(
      'Not watched',
      places.flatMap(({ unwatched, ...place }) => (unwatched ? [{ place, ...unwatched }] : [])),
    ),
    ...placesLine(
      'Watched by the sweep only',
      lacks.filter(({ what }) => what === 'trail'),
    ),
    ...placesLine(
      'Security Hub takes nothing',
      lacks.filter(({ what }) => what === 'security-hub'),
    ),
  ];
}

function placesLine(lead: string, happenings: readonly PlaceHappening[]): readonly string[] {
  if (happenings.length === 0) return [];
  const words = happenings
    .toSorted((a, b) => (a.since < b.since ? -1 : 1))
    .map(({ place: { account, region }, since, reason }) => {
      const why = reason === '' ? '' : ` (${cut(reason, limits.reason)})`;
      return `${account} ${region} since ${spokenTime(since)}${why}`;
    });
  return [`*${lead}*  ${mrkdwn(folded(words, shownPlaces), limits.places)}`];
}

function digestLine(notice: Notice, severity: Severity, { since, places }: Digest): string {
  const isNew = notice.findings.every(({ firstSeen }) => firstSeen > since);
  const where = places.length > 1 ? ` (${notice.account} ${notice.region})` : '';
  return `${noticeLine(notice, severity, limits.notice)}${where}${isNew ? ' *new*' : ''}`;
}
