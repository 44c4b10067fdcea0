import type { Verdict } from '../../engine/verdict.ts';
import { everyCluster } from '../../reports/every-cluster.ts';
import type { ClusterKey, ClusterMemory, Finding } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import type { Observation } from '../findings/observation.ts';
import { type Remembered, remember } from '../findings/remember.ts';
import type { Place } from '../place.ts';

/** Of no rule: that an account can be read is what all rules need. */
export const accountRule = {
  code: 'X1',
  name: 'account-can-be-read',
  title: 'The account can be read',
  why: 'What nobody can read nobody watches: what breaks there is not found, and what is mended is not closed.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html'],
} as const;

/** Stands for the account itself among its clusters: no name of a cluster is like it. */
export const accountKey = ({ account, region }: Place): ClusterKey => ({ account, region, cluster: everyCluster });

/** That an account cannot be read, and since when. */
export interface NotReached {
  readonly since: string;
  readonly reason: string;
}

/** What there is to say of an account: whether it can be read is judged like everything else. */
function accountVerdict({ account, region }: Place, notReached: NotReached | undefined): Verdict {
  const resource = { type: 'account', id: account } as const;
  const about = { code: accountRule.code, rule: accountRule.name, cluster: everyCluster, resource };
  const nothing = { violations: [], notes: [], missing: [] };
  if (!notReached) return { ...about, ...nothing, status: 'compliant' };
  const { since, reason } = notReached;
  const violation = {
    kind: 'account that cannot be read',
    resource,
    severity: 'high',
    message: `Account ${account} cannot be read in ${region} and is not watched since ${since.slice(0, 16)}Z: ${reason}`,
    evidence: { since, reason },
    cause: { kind: 'account', resource: account },
    fix: {
      text: 'Give the account its role for Plumbline again (deploy/member-role.yaml), or take it off the watch list.',
    },
  } as const;
  return { ...about, ...nothing, status: 'non-compliant', severity: 'high', violations: [violation] };
}

function observationOf(place: Place, observedAt: string, notReached: NotReached | undefined): Observation {
  return {
    cluster: accountKey(place),
    observedAt,
    verdicts: [accountVerdict(place, notReached)],
    rules: new Map([[accountRule.code, accountRule.title]]),
    settings: 'watch',
    uses: [],
    gone: false,
  };
}

/**
 * Remembers that an account cannot be read. It is preceded by an observation that it could: what is told is that this has changed, not
 * what a first look brings.
 */
export async function rememberUnreachable(
  memory: Memory,
  place: Place,
  notReached: NotReached,
  now: Date,
): Promise<Remembered> {
  if (!(await memory.cluster(accountKey(place)))) {
    const before = new Date(now.getTime() - 1).toISOString();
    await remember(memory, observationOf(place, before, undefined));
  }
  return remember(memory, observationOf(place, now.toISOString(), notReached));
}

/** Remembers that an account can be read again, if memory knows that it could not. */
export async function rememberReached(memory: Memory, place: Place, now: Date): Promise<boolean> {
  const before = await memory.cluster(accountKey(place));
  if (!before) return false;
  if (before.counts.open === 0) return before.pending;
  return (await remember(memory, observationOf(place, now.toISOString(), undefined))).pending;
}

/** What an evaluation would say of a cluster that nobody can read: what was wrong with it may be so or not. */
export function observedUnread(
  cluster: ClusterMemory,
  findings: readonly Finding[],
  uses: readonly string[],
  { observedAt, reason }: { readonly observedAt: string; readonly reason: string },
): Observation {
  const failing = findings.filter(({ state }) => state !== 'resolved' && state !== 'gone');
  const { account, region, cluster: name, settings } = cluster;
  return {
    cluster: { account, region, cluster: name },
    observedAt,
    verdicts: failing.map(({ code, rule, resource }) => ({
      code,
      rule,
      cluster: name,
      resource,
      status: 'indeterminate',
      reason,
      violations: [],
      notes: [],
      missing: [{ fact: 'account', resource: account, kind: 'unread', reason }],
    })),
    rules: new Map(findings.map(({ code, title }) => [code, title])),
    settings,
    uses,
    gone: false,
  };
}
