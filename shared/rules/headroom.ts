import type { AwsCommand } from '../engine/aws-command.ts';
import type { Fix } from '../engine/verdict.ts';
import {
  type AddressAssumptions,
  clustersOf,
  groupFactsOf,
  lowerMaximum,
  type PoolPlan,
  roomFactsOf,
  strandedGroups,
  termsOf,
} from '../model/address-demand.ts';
import { cniOfCluster } from '../model/cni-of-cluster.ts';
import { isManagedGroup, rebalanceMargin } from '../model/node-capacity.ts';
import { remembered } from '../model/view/memo.ts';
import { attempt } from '../model/view/observing.ts';
import { NotObserved } from '../model/view/reveal.ts';

/** What a person can check about a pool that is short; numbers are counts of IPv4 addresses. */
/** Free addresses go to and fro around every threshold: two hourly sweeps, which never come to the minute, have to find enough. */
export const steadyMinutes = 50;

export const poolFacts = (plan: PoolPlan, { headroomModel }: AddressAssumptions) => ({
  pool: plan.pool.subnets.map(({ id }) => id),
  zone: plan.pool.zoneId,
  freeAddresses: plan.required.low - plan.shortage.low,
  podSubnets: plan.room?.podSubnets.map(({ id }) => id) ?? [],
  reservedAddresses: plan.room?.reserved.low ?? 0,
  neededAddresses: plan.required.low,
  deficit: plan.shortage.low,
  terms: termsOf(plan),
  groups: groupFactsOf(plan),
  subnets: roomFactsOf(plan),
  headroomModel,
  rebalancing: rebalancingInWords(plan),
});
export type PoolFacts = ReturnType<typeof poolFacts>;

/** `when`: in what state of its node groups the pool is short. */
export function tooFewForPool(e: PoolFacts, when: string): string {
  const [have, need, their] = e.pool.length > 1 ? ['together have', 'need', 'their'] : ['has', 'needs', 'its'];
  const room = [
    ...(e.podSubnets.length > 0 ? [`with what ${e.podSubnets.join(' and ')} can give to pods`] : []),
    ...(e.reservedAddresses > 0 ? [`without ${e.reservedAddresses} that are reserved`] : []),
  ];
  return `${e.pool.join(' and ')} ${have} ${e.freeAddresses} free address${e.freeAddresses === 1 ? '' : 'es'}${
    room.length > 0 ? ` (${room.join(', ')})` : ''
  } but ${need} ${e.neededAddresses} for ${their} node groups ${when}, ${e.deficit} too few: ${sumInWords(e.terms)}.`;
}

/** Terms that are taken off begin with `less`. */
const sumInWords = (terms: readonly string[]): string => terms.join(' + ').replaceAll(' + less ', ' less ');

/** How to bring the demand of a pool and its addresses together: a lower maximum as a command where one alone is enough. */
export function headroomFix(
  plan: PoolPlan,
  pools: readonly PoolPlan[],
  assumptions: AddressAssumptions,
  aws: AwsCommand,
): Fix {
  const more = `add a larger subnet in ${plan.pool.zoneId}, add pod subnets tagged kubernetes.io/role/cni=1 in a secondary block such as 100.64.0.0/16, or keep fewer addresses warm with WARM_IP_TARGET and MINIMUM_IP_TARGET`;
  const lower = attempt(() => lowerMaximum(plan, pools, assumptions));
  if (!lower || lower instanceof NotObserved) {
    return { text: `Lowering the maximum of one node group alone may not be enough: ${more}.` };
  }
  const { view, group, from, to } = lower;
  return {
    text: `Lower the maximum of ${group.id} from ${from} to ${to}, the largest that fits. To keep it, ${more}.`,
    command: isManagedGroup(group)
      ? aws`eks update-nodegroup-config --cluster-name ${view.name} --nodegroup-name ${group.name} --scaling-config ${`maxSize=${to}`}`
      : aws`autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.id} --max-size ${to}`,
  };
}

/** What is taken for granted about the VPC CNI of the clusters in a pool. */
export const assumptionsInWords = remembered(({ pool }: PoolPlan): readonly string[] =>
  clustersOf(pool).flatMap((view) => {
    const cni = attempt(() => cniOfCluster(view));
    if (cni instanceof NotObserved) return [];
    const assumed = `Nothing says how the VPC CNI of ${view.name} is set: what it ships is assumed.`;
    const contradicted = cni.contradictions.map((text) => `Interfaces outrank the settings of ${view.name}: ${text}.`);
    return [...(cni.source === 'assumed' ? [assumed] : []), ...contradicted];
  }),
);

/** Groups to which the room of the whole pool is none. */
export const strandedInWords = (plan: PoolPlan): readonly string[] =>
  strandedGroups(plan).map(
    ({ groupId, needed, free, subnetIds }) =>
      `${groupId} alone needs ${needed} addresses in ${subnetIds.join(' and ')} at its maximum, and ${free} are free there: the other subnets of the pool are none of its own.`,
  );

/** By how many nodes groups may exceed their maximum for a moment; no part of the demand. */
const rebalancingInWords = ({ pool }: PoolPlan): readonly string[] =>
  pool.groups.flatMap(({ view, group }) => {
    const margin = attempt(() => rebalanceMargin(view.account, group));
    return margin instanceof NotObserved || margin === 0
      ? []
      : [`${group.id} may exceed its maximum by ${margin} while Auto Scaling evens out its zones`];
  });
