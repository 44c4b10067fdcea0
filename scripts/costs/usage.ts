import { mostClusters } from '../../shared/app/cluster-group.ts';
import { politeRates } from '../../shared/aws/collect/rates.ts';
import type { Unit } from './prices.ts';

/** How much there is to watch. */
export interface Estate {
  readonly clusters: number;
  /** Of networks and clusters, by people and pipelines, a month. */
  readonly changes: number;
  /** Accounts and Regions that forward their events; none when the service watches its own only. */
  readonly forwarding: boolean;
  readonly configRule: boolean;
}

/** What the stack has, whatever there is to watch. */
export interface Standing {
  readonly metrics: number;
  readonly alarms: number;
  readonly dashboards: number;
  /** That Lambda polls. */
  readonly queues: number;
}

/** Each of these is an assumption or a measurement; docs/cost.md prints them. */
export const assumptions = {
  hoursAMonth: { value: 730, says: 'hours, and so sweeps, a month' },
  countsAnHour: { value: 4, says: 'counts of free addresses an hour' },
  countSeconds: { value: 3, says: 'seconds that such a count takes' },
  eventsAChange: { value: 3, says: 'CloudTrail events by which one change is heard of' },
  looksAChange: {
    value: 1.2,
    says: 'evaluations that one change costs: its events come together, and some states have to settle',
  },
  verdictsAChange: { value: 0.1, says: 'of the changes make or end a problem' },
  findingsAProblem: { value: 3, says: 'findings that such a change touches' },
  lookSeconds: { value: 6, says: 'seconds that one look at a changed cluster takes, waiting for AWS included' },
  callsOfOneAction: { value: 5, says: 'calls of the EKS action that is called most, for each cluster of a sweep' },
  tableReads: { value: 2, says: 'reads of the table when nothing about a cluster changed (measured)' },
  tableWrites: { value: 1, says: 'write of the table when nothing about a cluster changed (measured)' },
  unitsAWrite: { value: 2, says: 'KB, and so write units, of a cluster’s item' },
  unitsAFinding: { value: 3, says: 'KB, and so write units, of a finding' },
  kilobytesACluster: { value: 50, says: 'KB that a cluster with its findings and index takes' },
  logKilobytes: { value: 2, says: 'KB that an invocation logs' },
  pollersAQueue: { value: 5, says: 'pollers by which Lambda waits at each queue, each for 20 seconds at a time' },
  tracedShare: { value: 0.05, says: 'of the invocations are traced' },
} as const;

const of = (name: keyof typeof assumptions): number => assumptions[name].value;
/** Memory of the functions that read clusters, and of the others. */
const gigabytes = { check: 1_769 / 1_024, other: 0.5 };

export type Usage = Readonly<Record<Unit, number>>;

/** What a month uses. */
export function usageOf(estate: Estate, standing: Standing): Usage {
  const { clusters, changes } = estate;
  const sweeps = of('hoursAMonth');
  const messages = Math.ceil(clusters / mostClusters) * sweeps;
  const sweepSeconds = (clusters * of('callsOfOneAction') * sweeps) / politeRates.eks.perSecond;
  const looks = changes * of('looksAChange');
  const problems = changes * of('verdictsAChange');
  const findings = problems * of('findingsAProblem');
  const tellings = 2 * problems;
  const events = changes * of('eventsAChange');
  const counts = sweeps * of('countsAnHour');
  const invocations = sweeps + counts + messages + looks + tellings + (estate.configRule ? changes : 0);
  const evaluations = clusters * sweeps + looks;
  return {
    computeSecond:
      (sweepSeconds + looks * of('lookSeconds')) * gigabytes.check +
      (sweeps * 10 + counts * of('countSeconds') + tellings * 2) * gigabytes.other,
    invocation: invocations,
    // One more for the list of the sweep; a look asks the index for what each event names, and takes its turn.
    tableRead: evaluations * (of('tableReads') + 1) + events + looks + counts * 2 + findings * 4,
    // A transaction counts twice; each finding is claimed and marked for both targets.
    tableWrite:
      evaluations * of('tableWrites') * of('unitsAWrite') +
      looks * 3 +
      problems * 2 * of('unitsAWrite') +
      findings * of('unitsAFinding') * (2 + 2 * 2),
    tableStorage: (clusters * of('kilobytesACluster')) / 1e6,
    queueRequest:
      events * 3 + (messages + tellings) * 3 + (standing.queues * of('pollersAQueue') * of('hoursAMonth') * 3_600) / 20,
    published: tellings,
    forwardedEvent: estate.forwarding ? events : 0,
    imported: findings * 2,
    evaluation: estate.configRule ? changes + findings * 2 : 0,
    logged: (invocations * of('logKilobytes')) / 1e6,
    metric: standing.metrics,
    alarm: standing.alarms,
    dashboard: standing.dashboards,
    trace: invocations * of('tracedShare'),
  };
}
