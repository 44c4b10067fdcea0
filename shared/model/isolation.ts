import { type Egress, egress4, isIsolatedSubnet } from './egress.ts';
import { workloadUses } from './subnet-use.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

type Subnets = readonly (Subnet | NotObserved)[];

/** The subnets of node groups and Fargate profiles that exist; what hides further ones stands among them. */
export const workloadSubnets = remembered((view: ClusterView): Subnets => {
  const { bySubnet, hidden } = workloadUses(view);
  return [...bySubnet.keys()]
    .flatMap(
      (subnetId): Subnets =>
        [attempt(() => view.account.subnets.find(subnetId))].filter((found) => found !== undefined),
    )
    .concat(hidden);
});

export const workloadSubnetsWhere = (view: ClusterView, test: (subnet: Subnet) => boolean): Subnets =>
  workloadSubnets(view).flatMap((subnet): Subnets => {
    if (subnet instanceof NotObserved) return [subnet];
    const passed = attempt(() => test(subnet));
    return passed instanceof NotObserved ? [passed] : passed ? [subnet] : [];
  });

/** Where nodes or Fargate pods have to do without the internet; what hides a further such subnet stands among them. */
export const isolatedSubnets = remembered((view: ClusterView) =>
  workloadSubnetsWhere(view, (subnet) => isIsolatedSubnet(view, subnet)),
);

const leavesByTransit = ({ kind, onward }: Pick<Egress, 'kind' | 'onward'>): boolean =>
  kind === 'TRANSIT' || (kind === 'PRIVATE_NAT' && onward !== undefined && leavesByTransit(onward));

/** Where their way to the internet leads through a network that this account does not show, which may share endpoints. */
export const transitSubnets = remembered((view: ClusterView) =>
  workloadSubnetsWhere(
    view,
    (subnet) => !isIsolatedSubnet(view, subnet) && leavesByTransit(egress4(view.account, subnet)),
  ),
);

/**
 * Whether nodes or Fargate pods of the cluster have to do without the internet somewhere. One subnet that certainly is isolated
 * settles it; otherwise raises `NotObserved` when a subnet, or its way out, cannot be told.
 */
export const hasIsolatedSubnet = remembered((view: ClusterView): boolean => {
  if (view.declared.assumeNoEgress === true) return true;
  const isolated = isolatedSubnets(view);
  if (isolated.some((subnet) => !(subnet instanceof NotObserved))) return true;
  const hiding = isolated.find((subnet) => subnet instanceof NotObserved);
  if (hiding) throw hiding;
  return false;
});
