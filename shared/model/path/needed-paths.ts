import { requiredEndpoints } from '../endpoints.ts';
import { workloadSubnets } from '../isolation.ts';
import { remoteNodeNetworks, remotePodNetworks } from '../remote-networks.ts';
import { clusterSubnets } from '../subnet-use.ts';
import { attempt } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import type { PathEnd, PathParty } from './ends.ts';
import { forwardingOf } from './load-balancers.ts';
import type { PathBetween } from './trace-path.ts';

/** A connection that the cluster does not work without. */
export interface NeededPath extends PathBetween {
  /** In words, equal for what belongs together: `nodes → API server`. */
  readonly use: string;
}

type Needs = readonly (NeededPath | NotObserved)[];

const party = (name: PathParty): PathEnd => ({ kind: 'party', party: name });
type SubnetEnd = PathEnd & { readonly kind: 'subnet' };
const subnetEnd = (id: string): SubnetEnd => ({ kind: 'subnet', id });
const tcp = (use: string, from: PathEnd, to: PathEnd, port: number): NeededPath => ({
  use,
  from,
  to,
  protocol: 'tcp',
  port,
});

/** Each item's needs; what hides items, or their needs, stands among them. */
function eachOf<T>(items: () => readonly (T | NotObserved)[], needs: (item: T) => Needs): Needs {
  const found = attempt(items);
  if (found instanceof NotObserved) return [found];
  return found.flatMap((item): Needs => {
    if (item instanceof NotObserved) return [item];
    const asked = attempt(() => needs(item));
    return asked instanceof NotObserved ? [asked] : asked;
  });
}

/**
 * Every connection that the cluster's network has to carry: from each node subnet to the API server, to the AWS services it needs and
 * to the other nodes, from each cluster subnet to kubelets, declared webhooks and hybrid nodes, from hybrid nodes and pods to the API
 * server, from load balancers to their targets, and the control plane's own egress where the VPC routes it.
 */
export const neededPaths = (view: ClusterView): Needs => [
  ...eachOf(
    () => workloadSubnets(view),
    (subnet) => [
      tcp('nodes → API server', subnetEnd(subnet.id), party('api'), 443),
      ...servicesOf(view, subnet.id),
      { ...tcp('nodes → cluster DNS', subnetEnd(subnet.id), party('dns'), 53), protocol: 'udp' },
      tcp('nodes → cluster DNS', subnetEnd(subnet.id), party('dns'), 53),
      tcp('nodes → kubelets', subnetEnd(subnet.id), party('nodes'), 10_250),
    ],
  ),
  ...eachOf(
    () => clusterSubnets(view),
    (subnet) => fromControlPlane(view, subnetEnd(subnet.id)),
  ),
  ...fromHybrid(view),
  ...fromLoadBalancers(view),
];

function servicesOf(view: ClusterView, id: string): Needs {
  const subnet = view.account.subnets.find(id);
  if (!subnet) return [];
  return requiredEndpoints(view, [subnet]).flatMap((need): Needs => {
    if (need instanceof NotObserved) return [need];
    if (need.importance !== 'required') return [];
    return [tcp('nodes → AWS services', subnetEnd(id), { kind: 'service', service: need.service }, 443)];
  });
}

function fromControlPlane(view: ClusterView, from: SubnetEnd): Needs {
  const { declared, cluster } = view;
  const webhooks = declared.webhookPorts ?? [];
  const has = (networks: readonly unknown[]) => networks.length > 0;
  return [
    tcp('control plane → kubelets', from, party('kubelet'), 10_250),
    ...webhooks.map((port) => tcp('control plane → webhooks', from, party('webhook'), port)),
    ...(has(remoteNodeNetworks(view))
      ? [tcp('control plane → hybrid kubelets', from, party('hybrid-nodes'), 10_250)]
      : []),
    ...(has(routablePodNetworks(view))
      ? webhooks.map((port) => tcp('control plane → hybrid webhooks', from, party('hybrid-pods'), port))
      : []),
    ...(cluster.controlPlaneEgressMode === 'CUSTOMER_ROUTED'
      ? [tcp('control plane → internet', { ...from, as: 'control plane' }, party('internet'), 443)]
      : []),
  ];
}

/** Pods that hide behind their nodes have no addresses of their own here. */
const routablePodNetworks = (view: ClusterView) =>
  view.declared.podCidrsRoutable === false ? [] : remotePodNetworks(view);

const fromHybrid = (view: ClusterView): Needs =>
  (
    [
      ['hybrid-nodes', 'hybrid nodes → API server', remoteNodeNetworks],
      ['hybrid-pods', 'hybrid pods → API server', routablePodNetworks],
    ] as const
  ).flatMap(([name, use, networks]): Needs => {
    const known = attempt(() => networks(view));
    if (known instanceof NotObserved) return [known];
    return known.length === 0 ? [] : [tcp(use, party(name), party('api'), 443)];
  });

const fromLoadBalancers = (view: ClusterView): Needs =>
  eachOf(
    () => forwardingOf(view),
    ({ interfaceIds, ports }) =>
      interfaceIds.flatMap((id) =>
        ports.map((port) => tcp('load balancers → targets', { kind: 'interface', id }, party('nodes'), port)),
      ),
  );
