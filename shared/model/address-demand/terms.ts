import type { Subnet } from '../view/records.ts';
import type { GroupDemand } from './group-demand.ts';
import { totalOf } from './need.ts';
import type { PoolPlan } from './plan.ts';

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The terms of the demand in words, so that a person can add them up. */
export function termsOf({ demand, required }: PoolPlan): readonly string[] {
  const { groups, reserves } = demand;
  const low = totalOf(demand.low);
  const high = totalOf(demand.high);
  const term = (addresses: number, what: string) => (addresses > 0 ? [`${addresses} ${what}`] : []);
  return [
    ...groups.flatMap(groupTerms),
    ...term(reserves.fargatePods.high, 'for Fargate pods'),
    ...term(reserves.loadBalancers.high, `for load balancers in ${reserves.loadBalancerSubnets.join(' and ')}`),
    ...term(reserves.controlPlane, 'for the control plane'),
    ...term(reserves.extra, 'extra'),
    ...term(required.low - low, 'as a margin'),
    ...(low < high ? [`less ${high - low} that nodes or interfaces which were not seen may hold already`] : []),
  ];
}

function groupTerms({ groupId, maximum, running, perNode, lacking }: GroupDemand): readonly string[] {
  const more = Math.max(0, maximum - running);
  const lack = totalOf(lacking.high);
  return [
    ...(more > 0 ? [`${groupId} ${more} more ${more === 1 ? 'node' : 'nodes'} × ${totalOf(perNode.need)}`] : []),
    ...(lack > 0
      ? [
          `${lack} that ${counted(lacking.nodes, 'running node')} of ${groupId} still ${lacking.nodes === 1 ? 'takes' : 'take'}`,
        ]
      : []),
  ];
}

/** Per group: where the numbers of its terms come from. */
export const groupFactsOf = ({ demand }: PoolPlan): readonly string[] =>
  demand.groups.map(
    ({ groupId, maximum, running, perNode }) =>
      `${groupId}: at most ${counted(maximum, 'node')} here, ${running} running, ${totalOf(perNode.need)} addresses per ${perNode.instanceType}`,
  );

/** Per subnet: what it has to give. */
export function roomFactsOf({ room, pool }: PoolPlan): readonly string[] {
  if (!room) return [];
  const free = ({ id, freeIpv4Addresses }: Subnet, what = '') => `${id}: ${freeIpv4Addresses} free${what}`;
  return [
    ...pool.subnets.map((subnet) => free(subnet)),
    ...room.podSubnets.map((subnet) => free(subnet, ', for pods only')),
  ];
}
