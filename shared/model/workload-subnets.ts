import { type Egress, egress4, isIsolatedSubnet } from './egress.ts';
import { subnetUses } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** The subnets of node groups and Fargate profiles that exist; what hides further ones stands among them. */
export const workloadSubnets = remembered((view: ClusterView): readonly (Subnet | NotObserved)[] => {
  const { bySubnet, hidden } = subnetUses(view);
  const used = [...bySubnet.values()].filter(
    ({ nodeGroups, selfManagedGroups, fargateProfiles }) =>
      nodeGroups.length + selfManagedGroups.length + fargateProfiles.length > 0,
  );
  return [
    ...used.flatMap(({ subnetId }) => attempt(() => view.account.subnets.find(subnetId)) ?? []),
    ...hidden.filter(({ missing }) => !missing.fact.startsWith('clusters.')),
  ];
});

const where = (
  view: ClusterView,
  test: (view: ClusterView, subnet: Subnet) => boolean,
): readonly (Subnet | NotObserved)[] =>
  workloadSubnets(view).flatMap((subnet): readonly (Subnet | NotObserved)[] => {
    if (subnet instanceof NotObserved) return [subnet];
    const passed = attempt(() => test(view, subnet));
    return passed instanceof NotObserved ? [passed] : passed ? [subnet] : [];
  });

/** Those without a way to the internet (profile `private`); what may be one stands among them as what was not observed. */
export const isolatedSubnets = remembered((view: ClusterView) => where(view, isIsolatedSubnet));

const leavesByTransit = ({ kind, onward }: Pick<Egress, 'kind' | 'onward'>): boolean =>
  kind === 'TRANSIT' || (kind === 'PRIVATE_NAT' && onward !== undefined && leavesByTransit(onward));

/** Those whose way to the internet leads through a network that this account does not show, where endpoints may be shared from. */
export const transitSubnets = remembered((view: ClusterView) =>
  where(view, (_, subnet) => !isIsolatedSubnet(view, subnet) && leavesByTransit(egress4(view.account, subnet))),
);
