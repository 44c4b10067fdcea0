import type { ClusterGroup } from '../cluster-group.ts';
import { type ClusterMemory, type Finding, isDue, type Target, targets } from '../findings/finding.ts';
import type { AnnouncePorts } from './ports.ts';
import { reasonOf } from './reason.ts';
import { type Told, tell } from './tell.ts';

/** Something that is still to be told, and why. */
export interface Failure {
  readonly cluster: string;
  readonly reason: string;
  /** Absent where the cluster could not be read. */
  readonly target?: Target;
  /** Code and resource. */
  readonly finding?: string;
}

export interface Announced {
  /** How many findings something was said of, by target. */
  readonly said: { readonly [T in Target]?: number };
  /** They stay pending; announcing their clusters again tries them again. */
  readonly failures: readonly Failure[];
  /** Why a target is not there at present. What it is due stays pending, and waiting is all there is to do. */
  readonly unavailable: { readonly [T in Target]?: string };
}

/** As long as a worker may take: what it has claimed and not marked by then, others take over. */
const longestMs = 60_000;

/**
 * Tells the findings of clusters that are pending to every target that is switched on, and clears the flag of those with nothing left
 * to tell. A cluster stays pending for a target that is switched off, so that it hears everything once it is switched on.
 */
export async function announce(
  ports: AnnouncePorts,
  { account, region, clusters }: ClusterGroup,
  claimMs: number = longestMs,
): Promise<Announced> {
  const failures: Failure[] = [];
  const read = clusters.map((cluster) =>
    pendingFindings(ports, { account, region, cluster }).catch((error: unknown) => {
      failures.push({ cluster, reason: reasonOf(error) });
    }),
  );
  const pending = (await Promise.all(read)).filter((one) => one !== undefined);
  const findings = pending.flatMap((one) => one.findings);
  const until = new Date(ports.now().getTime() + claimMs).toISOString();
  const told = await Promise.all(
    targets.flatMap((target) => {
      const teller = ports.tellers[target];
      const due = findings.filter((finding) => isDue(finding, target));
      return teller && due.length > 0 ? [tell(due, { target, teller, ports, until })] : [];
    }),
  );
  failures.push(...told.flatMap(failuresOf));
  failures.push(...(await settle(ports, pending, told)));
  return {
    said: Object.fromEntries(told.map(({ target, said }) => [target, said])),
    failures,
    unavailable: Object.fromEntries(
      told.flatMap(({ target, unavailable }) => (unavailable ? [[target, unavailable]] : [])),
    ),
  };
}

interface Pending {
  readonly cluster: ClusterMemory;
  readonly findings: readonly Finding[];
}

/** The cluster is read first: a commit in between makes its version another, and clearing the flag is refused. */
async function pendingFindings(
  { memory }: AnnouncePorts,
  key: { readonly account: string; readonly region: string; readonly cluster: string },
): Promise<Pending | undefined> {
  const cluster = await memory.cluster(key);
  return cluster?.pending ? { cluster, findings: await memory.findings(key) } : undefined;
}

const failuresOf = ({ target, failures }: Told): readonly Failure[] =>
  [...failures].map(([{ cluster, code, resource }, reason]) => ({
    cluster: cluster.cluster,
    reason,
    target,
    finding: `${code} ${resource.id}`,
  }));

async function settle(
  { memory }: AnnouncePorts,
  pending: readonly Pending[],
  told: readonly Told[],
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
