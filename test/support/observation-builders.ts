import type { ClusterKey, ClusterMemory, ObservedFinding } from '../../shared/app/findings/finding.ts';
import type { Observation } from '../../shared/app/findings/observation.ts';
import type { Verdict } from '../../shared/engine/verdict.ts';
import type { AppliedWaiver } from '../../shared/engine/waiver.ts';
import { aMissing, aProblem, aVerdict, aViolation } from './report-builders.ts';

export const demoCluster: ClusterKey = { account: '111122223333', region: 'us-east-1', cluster: 'demo' };

/** So many minutes after nine. */
export const minute = (minutes: number): string => new Date(Date.UTC(2026, 10, 21, 9) + minutes * 60_000).toISOString();

const rules: ReadonlyMap<string, string> = new Map([
  ['A1', 'Cluster subnets span two zones'],
  ['B4', 'Each cluster subnet has the addresses that EKS needs for its own interfaces'],
]);

/** An observation of cluster `demo` at nine that finds B4 broken in subnet-a. */
export const anObservation = (overrides: Partial<Observation> = {}): Observation => ({
  cluster: demoCluster,
  observedAt: minute(0),
  createdAt: '2026-01-01T00:00:00.000Z',
  verdicts: [aProblem()],
  rules,
  settings: 'settings-1',
  uses: ['subnet-a', 'vpc-main'],
  gone: false,
  ...overrides,
});

const inSubnet = (id: string) => ({ resource: { type: 'subnet', id } }) as const;

/** Until the last day of December 2026, in five weeks. */
export const aWaiver: AppliedWaiver = {
  reason: 'it is leaving',
  owner: 'net-team',
  expires: '2026-12-31',
  source: 'configuration',
  daysLeft: 40,
};

/**
 * How B4 is on a subnet: fails, fails in an`o`ther way, that with something `m`issing, fails and is `w`aived, passes, not applicable,
 * indeterminate.
 */
export type Letter = 'f' | 'o' | 'm' | 'w' | 'p' | 'n' | 'i';

/** B4 on a subnet, or on the cluster if the id is empty. */
export function verdictOn(subnet: string, letter: Letter): Verdict {
  const where = subnet ? inSubnet(subnet) : ({ resource: { type: 'cluster', id: 'demo' } } as const);
  const missing = letter === 'i' || letter === 'm' ? [aMissing()] : [];
  if (letter === 'f') return aProblem(where);
  if (letter === 'w') return aProblem({ ...where, waiver: aWaiver });
  if (letter === 'o' || letter === 'm') return aProblem({ ...where, missing }, { kind: 'full', severity: 'critical' });
  if (letter === 'n') return aVerdict({ ...where, status: 'not-applicable', reason: 'It is another matter.' });
  return aVerdict({ ...where, missing });
}

/** Cluster `demo` as its first commit leaves it. */
export const aClusterMemory = (overrides: Partial<ClusterMemory> = {}): ClusterMemory => ({
  ...demoCluster,
  observedAt: minute(0),
  changedAt: minute(0),
  version: 1,
  digest: 'digest-1',
  settings: 'settings-1',
  createdAt: '2026-01-01T00:00:00.000Z',
  pending: true,
  counts: { open: 1, compliant: 0, indeterminate: 0 },
  unread: [],
  gone: false,
  ...overrides,
});

/** B4 open in subnet-a of cluster `demo`, as its first commit leaves it. */
export const anObservedFinding = (overrides: Partial<ObservedFinding> = {}): ObservedFinding => ({
  cluster: demoCluster,
  code: 'B4',
  resource: { type: 'subnet', id: 'subnet-a' },
  rule: 'cluster-subnets-have-addresses-for-eks',
  title: 'Each cluster subnet has the addresses that EKS needs for its own interfaces',
  state: 'open',
  severity: 'high',
  kinds: ['tooFew subnet-a'],
  violations: [aViolation()],
  unkept: 0,
  firstOpened: minute(0),
  firstSeen: minute(0),
  changedAt: minute(0),
  occasion: 'first',
  version: 1,
  ...overrides,
});
