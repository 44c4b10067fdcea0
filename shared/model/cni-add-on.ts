import { type CniEnvironment, parseCniEnvironment } from './cni.ts';
import { mostNodes } from './node-capacity.ts';
import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** An add-on of a cluster. */
interface ClusterAddOn {
  /** `cluster/name`. */
  readonly id: string;
  readonly name: string;
}

/** The cluster’s add-ons; where the environment of the VPC CNI is declared, it stands among them even if it is none, or hidden. */
export function addOnsWithCni({
  name: cluster,
  addOns,
  declared,
}: ClusterView): readonly (ClusterAddOn | NotObserved)[] {
  const row = (name: string): ClusterAddOn => ({ id: `${cluster}/${name}`, name });
  const entries = attempt(() => addOns.entries());
  const listed = entries instanceof NotObserved ? [entries] : entries;
  const rows = listed.map((addOn) => (addOn instanceof NotObserved ? addOn : row(addOn.id)));
  const known = rows.some((one) => !(one instanceof NotObserved) && one.name === 'vpc-cni');
  return declared.cni && !known ? [...rows.filter((one) => !(one instanceof NotObserved)), row('vpc-cni')] : rows;
}

/** Nodes at most, where the environment has WARM_IP_TARGET alone; 0 where it has not, or they are not known. */
export function nodesWithoutMinimum(view: ClusterView, environment: CniEnvironment): number {
  const { warmIpTarget, minimumIpTarget } = parseCniEnvironment(environment);
  if (warmIpTarget === 0 || minimumIpTarget > 0 || view.cluster.ipFamily === 'ipv6') return 0;
  const nodes = attempt(() => mostNodes(view));
  return nodes instanceof NotObserved ? 0 : nodes;
}
