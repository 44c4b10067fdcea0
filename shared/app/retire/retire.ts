import { everyCluster } from '../../reports/every-cluster.ts';
import { announce } from '../announce/announce.ts';
import type { AnnouncePorts, Teller } from '../announce/ports.ts';
import { mostClusters } from '../cluster-group.ts';
import type { ClusterMemory } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import { observedGone } from '../findings/observation.ts';
import { remember } from '../findings/remember.ts';
import type { Place } from '../place.ts';
import type { Retirement } from './retirement.ts';

/** AWS Config, where it has a rule of ours. */
export interface RetireConfig {
  /** Has AWS Config ask its rule for everything. */
  readonly ask: () => Promise<void>;
  /** Of how many resources it holds a verdict. */
  readonly standing: () => Promise<number>;
}

/** What is said at the end. */
export interface Closing {
  readonly since: string;
  readonly places: readonly Place[];
  readonly clusters: number;
  /** That were open. */
  readonly findings: number;
}

export interface RetirePorts {
  readonly retirement: Retirement;
  readonly places: () => Promise<readonly Place[]>;
  readonly memory: Memory;
  /** Of an account and Region. Nothing of it reaches people: a single notice takes the place of all. */
  readonly announceAt: (place: Place) => AnnouncePorts;
  readonly config?: RetireConfig;
  /** Tells people once. Answers why that could not be done. */
  readonly close?: (closing: Closing) => Promise<string | undefined>;
  readonly now: () => Date;
}

export interface RetireOutcome extends Omit<Closing, 'places'> {
  /** Why something may still alarm people; nothing is left when it is empty. Retiring again does what is left. */
  readonly left: readonly string[];
  /** Why a target could not be told, by place: it is not there, and so nothing of ours can be. */
  readonly unavailable: readonly string[];
}

/** Why findings are closed. */
export const retiredReason = 'Plumbline no longer watches the cluster; nobody looked whether this is fixed.';

/**
 * Closes everything that was ever told, so that the service can be removed: it falls silent, its findings end, which archives them
 * in Security Hub, AWS Config takes its verdicts back, and people hear of it once. May be repeated as often as need be.
 */
export async function retire(ports: RetirePorts): Promise<RetireOutcome> {
  const { retirement, memory, config, now } = ports;
  const since = await retirement.begin(now().toISOString());
  const places = await ports.places();
  const left: string[] = [];
  const unavailable: string[] = [];
  let clusters = 0;
  let findings = 0;
  for (const place of places) {
    await closeAll(memory, place, now().toISOString());
    const told = await tellAll(ports, place);
    left.push(...told.left);
    unavailable.push(...told.unavailable);
    const closed = await closedAt(memory, place, since);
    clusters += closed.clusters;
    findings += closed.findings;
  }
  left.push(...(await withdrawn(config)));
  const closing = { since, clusters, findings };
  const failure = left.length === 0 ? await ports.close?.({ ...closing, places }) : undefined;
  return { ...closing, left: failure === undefined ? left : [failure], unavailable };
}

/** An observation that a worker began before and commits afterwards is refused; one that it began later is closed by the next attempt. */
async function closeAll(memory: Memory, { account, region }: Place, observedAt: string): Promise<void> {
  for (const cluster of await memory.clusters(account, region)) {
    if (!cluster.gone) await remember(memory, { ...observedGone(cluster, observedAt), goneBecause: retiredReason });
  }
}

const silent: Teller = async function* (dues) {
  for (const due of dues) yield { due, outcome: 'told' };
};

async function tellAll({ memory, announceAt }: RetirePorts, place: Place) {
  const { tellAbsences: _, tellers, ...quiet } = announceAt(place);
  const silently = { ...quiet, tellers: { ...tellers, sns: silent } };
  const pending = (await pendingAt(memory, place)).map(({ cluster }) => cluster);
  const reasons = new Map<string, string>();
  const unavailable = new Set<string>();
  for (let start = 0; start < pending.length; start += mostClusters) {
    const clusters = pending.slice(start, start + mostClusters);
    const announced = await announce(silently, { ...place, clusters });
    for (const { cluster = '', reason } of announced.failures) reasons.set(cluster, reason);
    for (const [target, reason] of Object.entries(announced.unavailable)) unavailable.add(`${target}: ${reason}`);
  }
  const where = `${place.account} ${place.region}`;
  const still = unavailable.size > 0 ? [] : await pendingAt(memory, place);
  return {
    left: [
      ...still.map(({ cluster }) => `${where} ${cluster}: ${reasons.get(cluster) ?? 'something is still to be told.'}`),
      ...(await watchedAt(memory, place)).map(({ cluster }) => `${where} ${cluster}: it was looked at meanwhile.`),
    ],
    unavailable: [...unavailable].map((reason) => `${where} ${reason}`),
  };
}

const clustersAt = async (
  memory: Memory,
  { account, region }: Place,
  isWanted: (cluster: ClusterMemory) => boolean,
): Promise<readonly ClusterMemory[]> => (await memory.clusters(account, region)).filter(isWanted);

const pendingAt = (memory: Memory, place: Place) => clustersAt(memory, place, ({ pending, gone }) => pending && gone);
const watchedAt = (memory: Memory, place: Place) => clustersAt(memory, place, ({ gone }) => !gone);

async function closedAt(memory: Memory, place: Place, since: string) {
  const closed = await clustersAt(memory, place, ({ gone, changedAt }) => gone && changedAt >= since);
  const clusters = closed.filter(({ cluster }) => cluster !== everyCluster);
  let findings = 0;
  for (const cluster of clusters) {
    const all = await memory.findings(cluster);
    findings += all.filter(({ reason, changedAt }) => reason === retiredReason && changedAt >= since).length;
  }
  return { clusters: clusters.length, findings };
}

/** What AWS Config still holds, after it was asked to let go of it. */
async function withdrawn(config: RetireConfig | undefined): Promise<readonly string[]> {
  const standing = (await config?.standing()) ?? 0;
  if (standing === 0) return [];
  await config?.ask();
  return [`AWS Config holds ${standing} verdicts and was asked to ask for them.`];
}
