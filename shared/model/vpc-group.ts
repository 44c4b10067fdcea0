import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

const vpcOf = (view: ClusterView): string | undefined => {
  const vpcId = attempt(() => view.cluster.vpcId);
  return vpcId instanceof NotObserved ? undefined : vpcId;
};

/** The clusters of an account and Region by VPC: the unit of reading and judging. A cluster whose VPC is not known is alone. */
const vpcGroups = remembered((account: AccountView): readonly (readonly ClusterView[])[] => {
  const groups = Map.groupBy(account.clusters, (view) => vpcOf(view) ?? view);
  return [...groups.values()];
});

/** As `neighbours`, those that were described. */
export const knownNeighbours = remembered(
  (view: ClusterView) => vpcGroups(view.account).find((group) => group.includes(view)) ?? [view],
);

/**
 * Every cluster that shares this cluster's VPC, itself included.
 * Raises `NotObserved` when a cluster that could not be described may be one of them: active clusters show themselves by the
 * interfaces that EKS keeps in the VPC, described as `Amazon EKS <name>`.
 */
export const neighbours = remembered((view: ClusterView): readonly ClusterView[] => {
  for (const hidden of view.account.hiddenClusters) {
    if (hidden.missing.resource === '') throw hidden;
    const interfaces = view.account.networkInterfaces.inVpc(view.cluster.vpcId);
    if (interfaces.some(({ description }) => description === `Amazon EKS ${hidden.missing.resource}`)) throw hidden;
  }
  return knownNeighbours(view);
});
