import { type Egress, egress4 } from './egress.ts';
import { workloadSubnets } from './isolation.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A NAT gateway on the way of nodes or Fargate pods to the internet, working or not. */
export interface UsedNatGateway {
  readonly id: string;
  /** Whose way leads through it. */
  readonly uses: readonly { readonly subnet: Subnet; readonly egress: Egress }[];
}

/** A blackhole leads to no gateway any more: it is the route that is to be mended. */
const isCutOff = ({ route, onward }: Egress, id: string): boolean =>
  (route?.state === 'blackhole' && route.target.id === id) || (onward !== undefined && isCutOff(onward, id));

/** The NAT gateways that the cluster's node and Fargate subnets use; what hides further ones stands among them. */
export const usedNatGateways = remembered((view: ClusterView): readonly (UsedNatGateway | NotObserved)[] => {
  const used = new Map<string, UsedNatGateway['uses'][number][]>();
  const hidden: NotObserved[] = [];
  for (const subnet of workloadSubnets(view)) {
    const egress = subnet instanceof NotObserved ? subnet : attempt(() => egress4(view.account, subnet));
    if (egress instanceof NotObserved) hidden.push(egress);
    else if (!(subnet instanceof NotObserved)) {
      for (const id of egress.natGatewayIds) {
        if (!isCutOff(egress, id)) used.set(id, [...(used.get(id) ?? []), { subnet, egress }]);
      }
    }
  }
  return [...[...used].map(([id, uses]) => ({ id, uses })), ...hidden];
});
