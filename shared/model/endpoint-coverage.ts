import { AddressSet } from './address-set.ts';
import { groupFaultFor } from './endpoint-faults.ts';
import { createRemedy } from './endpoint-remedies.ts';
import { type EndpointGap, endpointGap, endpointGaps, requiredEndpoints } from './endpoints.ts';
import { isolatedSubnets, transitSubnets } from './isolation.ts';
import { remembered } from './view/memo.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A service that the nodes and pods of some isolated subnets cannot reach, for one reason. */
export interface ServiceGap extends Omit<EndpointGap, 'subnet'> {
  readonly subnets: readonly Subnet[];
}

export interface EndpointCoverage {
  /** The isolated subnets. */
  readonly judged: readonly Subnet[];
  readonly gaps: readonly ServiceGap[];
  /** What keeps further gaps from being told. */
  readonly unknown: readonly NotObserved[];
}

/** What the isolated subnets of the cluster lack, each service and cause once, required and optional ones. */
export const endpointCoverage = remembered((view: ClusterView): EndpointCoverage => {
  const subnets = isolatedSubnets(view);
  const answers = observedOf(subnets).flatMap((subnet) =>
    requiredEndpoints(view, [subnet]).map((need) => {
      if (need instanceof NotObserved) return need;
      const gap = attempt(() => endpointGap(view, subnet, need));
      return gap instanceof NotObserved && need.importance === 'optional' ? undefined : gap;
    }),
  );
  const gaps = observedOf(answers).flatMap((gap) => gap ?? []);
  const lacking = [...subnets, ...answers].filter((answer) => answer instanceof NotObserved);
  return {
    judged: observedOf(subnets),
    gaps: grouped(view, gaps),
    unknown: [...lacking, ...transitSubnets(view).flatMap((subnet) => beyond(view, subnet))],
  };
});

function grouped(view: ClusterView, gaps: readonly EndpointGap[]): readonly ServiceGap[] {
  const groups = Map.groupBy(gaps, ({ need, fault: { cause } }) => `${need.service} ${cause.kind} ${cause.resource}`);
  return [...groups.values()].flatMap((members) => (members[0] ? together(view, members[0], members) : []));
}

function together(
  view: ClusterView,
  { need, endpoint, fault }: EndpointGap,
  members: readonly EndpointGap[],
): ServiceGap {
  const subnets = members.map(({ subnet }) => subnet);
  if (!endpoint) return { need, subnets, fault: { ...fault, remedy: createRemedy(view, need, subnets) } };
  const refused = AddressSet.of(...members.flatMap((member) => member.fault.refused ?? [])).toCidrs();
  return { need, endpoint, subnets, fault: refused.length > 0 ? groupFaultFor(endpoint, refused) : fault };
}

/** Beyond a transit network there may be endpoints for what the VPC itself lacks. */
function beyond(view: ClusterView, subnet: Subnet | NotObserved): readonly NotObserved[] {
  if (subnet instanceof NotObserved) return [subnet];
  const gaps = attempt(() => endpointGaps(view, subnet));
  if (gaps instanceof NotObserved) return [gaps];
  if (gaps.length === 0) return [];
  const services = gaps.map(({ need }) => need.service).join(', ');
  const reason = `the subnet leaves through a network that this account does not show, which may share endpoints for ${services}: declare centralEndpoints`;
  return [new NotObserved('vpcEndpoints', subnet.id, { observed: false, kind: 'undeclared', reason })];
}
