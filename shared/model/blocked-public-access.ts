import { egress4, egress6 } from './egress.ts';
import { workloadSubnets } from './isolation.ts';
import { scopeSubnets } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

type Doors = ReadonlyMap<string, readonly Subnet[]>;

interface CutOff {
  /** By the id of the subnet where VPC Block Public Access cuts their way to the IPv4 internet: their own, or that of their NAT gateway. */
  readonly ipv4: Doors;
  /** As `ipv4`, for the IPv6 internet; none unless the cluster is an IPv6 one. */
  readonly ipv6: Doors;
  /** What keeps further ways from being told. */
  readonly hidden: readonly NotObserved[];
}

/** The node and Fargate subnets that VPC Block Public Access cuts off from the internet. */
export const cutOffSubnets = remembered((view: ClusterView): CutOff => {
  const ipv4 = cutOffFrom(view, egress4);
  const ipv6 = view.cluster.ipFamily === 'ipv6' ? cutOffFrom(view, egress6) : { doors: new Map(), hidden: [] };
  return { ipv4: ipv4.doors, ipv6: ipv6.doors, hidden: [...ipv4.hidden, ...ipv6.hidden] };
});

function cutOffFrom(view: ClusterView, egressOf: typeof egress4) {
  const doors = new Map<string, Subnet[]>();
  const hidden: NotObserved[] = [];
  for (const subnet of workloadSubnets(view)) {
    const fault = subnet instanceof NotObserved ? subnet : attempt(() => egressOf(view.account, subnet).fault);
    if (fault instanceof NotObserved) hidden.push(fault);
    else if (fault?.kind === 'block-public-access' && !(subnet instanceof NotObserved))
      doors.set(fault.resource, [...(doors.get(fault.resource) ?? []), subnet]);
  }
  return { doors, hidden };
}

/** The subnets in the cluster's scope, and those of NAT gateways where the way of its nodes is cut. */
export const subnetsAtTheInternet = remembered((view: ClusterView): readonly (Subnet | NotObserved)[] => {
  const scope = scopeSubnets(view);
  const listed = new Set(scope.map((subnet) => (subnet instanceof NotObserved ? '' : subnet.id)));
  const { ipv4, ipv6 } = cutOffSubnets(view);
  const doors = [...new Set([...ipv4.keys(), ...ipv6.keys()])].filter((id) => !listed.has(id));
  return [...doors.flatMap((id) => view.account.subnets.find(id) ?? []), ...scope];
});
