import { type Absence, isToWait } from '../absences/absences.ts';
import { type ClusterKey, type ClusterMemory, type Finding, isDue, type Target, targets } from '../findings/finding.ts';
import type { Place } from '../place.ts';
import type { AnnounceGroup } from './announce-work.ts';
import type { AnnouncePorts } from './ports.ts';
import { reasonOf } from './reason.ts';
import { type Tale, tell } from './tell.ts';

/** Something that is still to be told, and why. */
export interface Failure {
  /** Absent where it is about none. */
  readonly cluster?: string;
  readonly reason: string;
  /** Absent where the cluster could not be read. */
  readonly target?: Target;
  /** Code and resource. */
  readonly finding?: string;
}

export interface Announced {
  /** How many findings something was said of, by target. */
  readonly said: { readonly [T in Target]?: number };
  /** How many findings targets refused, which were put away. */
  readonly refused: number;
  /** They stay pending; announcing their clusters again tries them again. */
  readonly failures: readonly Failure[];
  /** Why a target is not there at present. What it is due stays pending, and waiting is all there is to do. */
  readonly unavailable: { readonly [T in Target]?: string };
}

export const nothingSaid: Announced = { said: {}, refused: 0, failures: [], unavailable: {} };

/** As long as a worker may take: what it has claimed and not marked by then, others take over. */
const longestMs = 60_000;

/**
 * Tells the findings of clusters that are pending to every target that is switched on and there, and clears the flag of those with
 * nothing left to tell. A cluster stays pending for a target that is switched off or missing, so that it hears everything later. One
 * that is missing is tried once a day, and people are told once that it is.
 */
export async function announce(
  ports: AnnouncePorts,
  group: AnnounceGroup,
  claimMs: number = longestMs,
): Promise<Announced> {
  const failures: Failure[] = [];
  const pending = await pendingClusters(ports, group, failures);
  if (pending.length === 0) return { ...nothingSaid, failures };
  const place = { account: group.account, region: group.region };
  const absences = await ports.absences.at(place);
  const until = new Date(ports.now().getTime() + claimMs).toISOString();
  const tales = await tellAll(ports, pending, { absences, until, refusedToo: group.refused === true });
  const missing = await noteAbsences(ports, place, absences, tales);
  const untold = (await ports.tellAbsences?.(place, missing, until)) ?? [];
  failures.push(...tales.flatMap(failuresOf), ...(await settle(ports, pending, tales)));
  failures.push(...untold.map((reason) => ({ reason })));
  return {
    said: Object.fromEntries(tales.map(({ target, said }) => [target, said])),
    refused: tales.reduce((sum, { refused }) => sum + refused, 0),
    failures,
    unavailable: Object.fromEntries(
      missing.flatMap(({ what, reason }) => (isTarget(what) && ports.tellers[what] ? [[what, reason]] : [])),
    ),
  };
}

const isTarget = (name: string): name is Target => targets.some((target) => target === name);

interface Terms {
  readonly absences: readonly Absence[];
  readonly until: string;
  readonly refusedToo: boolean;
}

/** Every target at the same time, but for those that were missing within the last day. */
function tellAll(
  ports: AnnouncePorts,
  pending: readonly Pending[],
  { absences, until, refusedToo }: Terms,
): Promise<readonly Tale[]> {
  const findings = pending.flatMap((one) => one.findings);
  const now = ports.now();
  const waiting = new Set<string>(absences.filter((absence) => isToWait(absence, now)).map(({ what }) => what));
  const isWanted = (finding: Finding, target: Target) =>
    isDue(finding, target) || (refusedToo && finding.told[target]?.refused !== undefined);
  return Promise.all(
    targets.flatMap((target) => {
      const teller = waiting.has(target) ? undefined : ports.tellers[target];
      const due = findings.filter((finding) => isWanted(finding, target));
      return teller && due.length > 0 ? [tell(due, { target, teller, ports, until, absences })] : [];
    }),
  );
}

/** What is missing after all: known before and not found since, or missed now. */
async function noteAbsences(
  { absences: known, now }: AnnouncePorts,
  place: Place,
  before: readonly Absence[],
  tales: readonly Tale[],
): Promise<readonly Absence[]> {
  const missing = new Map(before.map((absence) => [absence.what, absence]));
  for (const { target, said, refused, unavailable } of tales) {
    if (target === 'sns') continue;
    if (unavailable !== undefined)
      missing.set(target, await known.missed(place, target, unavailable, now().toISOString()));
    else if (said + refused > 0 && missing.delete(target)) await known.found(place, target);
  }
  return [...missing.values()];
}

interface Pending {
  readonly cluster: ClusterMemory;
  readonly findings: readonly Finding[];
}

/** Those of the clusters that are pending. One that cannot be read holds up no other. */
async function pendingClusters(
  ports: AnnouncePorts,
  { account, region, clusters, refused }: AnnounceGroup,
  failures: Failure[],
): Promise<readonly Pending[]> {
  const read = clusters.map((cluster) =>
    pendingFindings(ports, { account, region, cluster }, refused === true).catch((error: unknown) => {
      failures.push({ cluster, reason: reasonOf(error) });
    }),
  );
  return (await Promise.all(read)).filter((one) => one !== undefined);
}

/** The cluster is read first: a commit in between makes its version another, and clearing the flag is refused. */
async function pendingFindings(
  { memory }: AnnouncePorts,
  key: ClusterKey,
  inAnyCase: boolean,
): Promise<Pending | undefined> {
  const cluster = await memory.cluster(key);
  return cluster && (cluster.pending || inAnyCase) ? { cluster, findings: await memory.findings(key) } : undefined;
}

const failuresOf = ({ target, failures }: Tale): readonly Failure[] =>
  [...failures].map(([{ cluster, code, resource }, reason]) => ({
    cluster: cluster.cluster,
    reason,
    target,
    finding: `${code} ${resource.id}`,
  }));

async function settle(
  { memory }: AnnouncePorts,
  pending: readonly Pending[],
  told: readonly Tale[],
): Promise<Failure[]> {
  const isDone = (finding: Finding, target: Target) =>
    !isDue(finding, target) || told.some((one) => one.target === target && one.done.has(finding));
  const settled = pending.filter(({ findings }) =>
    findings.every((finding) => targets.every((target) => isDone(finding, target))),
  );
  const outcomes = settled.map(({ cluster }) =>
    memory.settle(cluster, cluster.version).then(
      () => [],
      (error: unknown) => [{ cluster: cluster.cluster, reason: reasonOf(error) }],
    ),
  );
  return (await Promise.all(outcomes)).flat();
}
