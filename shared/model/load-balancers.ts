import { clustersOfLoadBalancer } from './load-balancer-clusters.ts';
import { undecidable } from './snapshot/known.ts';
import { remembered } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { LoadBalancer, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';
import { entriesOf } from './vpc-entries.ts';

type LoadBalancers = readonly (LoadBalancer | NotObserved)[];

/** The load balancers that controllers of the cluster made, as their tags tell; what hides further ones stands among them. */
export const loadBalancersOf = remembered((view: ClusterView): LoadBalancers => {
  const vpcId = attempt(() => view.cluster.vpcId);
  if (vpcId instanceof NotObserved) return [vpcId];
  return entriesOf(view.account, vpcId, ({ loadBalancers }) => loadBalancers).flatMap((entry): LoadBalancers => {
    if (entry instanceof NotObserved) return [entry];
    const made = attempt(() => clustersOfLoadBalancer(entry.tags).includes(view.name));
    if (made instanceof NotObserved) return [made];
    return made ? [entry] : [];
  });
});

const kinds: Readonly<Record<LoadBalancer['type'], string>> = {
  classic: 'Classic Load Balancer',
  application: 'Application Load Balancer',
  network: 'Network Load Balancer',
  gateway: 'Gateway Load Balancer',
};

/** For example `Network Load Balancer k8s-web`. */
export const loadBalancerName = ({ type, name }: Pick<LoadBalancer, 'type' | 'name'>): string =>
  `${kinds[type]} ${name}`;

/** The subnets of a load balancer; one that is not visible stands there as what was not observed. */
export function subnetsOfLoadBalancer(
  { subnets }: AccountView,
  { id, subnetIds }: LoadBalancer,
): readonly (Subnet | NotObserved)[] {
  return Array.from({ length: subnetIds.length }, (_, index) =>
    attempt(() => {
      const subnetId = subnetIds[index] ?? '';
      const found = subnets.find(subnetId);
      if (found) return found;
      throw new NotObserved('loadBalancers.subnetIds', id, undecidable(`${subnetId} is not visible`));
    }),
  );
}
