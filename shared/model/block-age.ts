import { contains, rangeOf } from './cidr.ts';
import { interfacesIn, ownInstanceOf } from './interface-index.ts';
import { isLoadBalancerInterface } from './interfaces.ts';
import { createdAt } from './leaked-interfaces.ts';
import { attempt } from './view/observing.ts';
import type { NetworkInterface } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** What is known of how long a block of a VPC has been in use. AWS does not tell when the block was associated. */
export interface BlockUse {
  /** Interfaces that may be those of nodes or pods. */
  readonly interfaces: number;
  /** Since when one of them certainly exists, ISO 8601; undefined when that is known of none. */
  readonly since: string | undefined;
}

const kinds = new Set(['interface', 'trunk', 'branch', 'efa']);

/** The use that nodes and pods make of a block of the cluster's VPC; raises `NotObserved` when subnets or interfaces are hidden. */
export function useOfBlock(view: ClusterView, block: string): BlockUse {
  const subnets = view.account.subnets
    .inVpc(view.cluster.vpcId)
    .filter(({ cidr }) => contains(rangeOf(block), rangeOf(cidr)));
  const interfaces = subnets
    .flatMap((subnet) => interfacesIn(view.account, subnet))
    .filter((eni) => kinds.has(eni.interfaceType) && !isLoadBalancerInterface(eni) && !isOfAControlPlane(eni));
  const [since] = interfaces.flatMap((eni) => existsSince(view.account, eni) ?? []).sort(byTime);
  return { interfaces: interfaces.length, since };
}

const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

const isOfAControlPlane = ({ description }: NetworkInterface): boolean => description.startsWith('Amazon EKS ');

/** The VPC CNI tags what it makes; the first interface of an instance is as old as the instance. */
function existsSince(account: AccountView, eni: NetworkInterface): string | undefined {
  const created = attempt(() => createdAt(eni));
  if (!(created instanceof NotObserved)) return created;
  const instanceId = eni.attachment?.deviceIndex === 0 ? ownInstanceOf(account, eni) : undefined;
  if (instanceId === undefined) return undefined;
  const launched = attempt(() => account.instances.find(instanceId)?.launchTime);
  return launched instanceof NotObserved ? undefined : launched;
}
