import { interfacesIn } from '../interface-index.ts';
import { isLoadBalancerInterface } from '../interfaces.ts';
import type { LoadBalancerRecord } from '../snapshot/ingress.ts';
import { undecidable } from '../snapshot/known.ts';
import type { NetworkInterface } from '../view/records.ts';
import { NotObserved, type Revealed } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { interfaceStand } from './named-stands.ts';
import type { VpcStand } from './stand.ts';

type LoadBalancer = Revealed<LoadBalancerRecord>;

/** The interfaces of load balancers in the cluster's VPC. Raises `NotObserved` when they are hidden. */
export const loadBalancerStands = (view: ClusterView): readonly VpcStand[] =>
  view.account.subnets.inVpc(view.cluster.vpcId).flatMap((subnet) =>
    interfacesIn(view.account, subnet)
      .filter(isLoadBalancerInterface)
      .map((eni): VpcStand => ({ ...interfaceStand(eni, subnet), role: 'load balancer' })),
  );

/** What a load balancer of the cluster forwards to: its interfaces, and the ports of its targets. */
export interface Forwarding {
  readonly loadBalancer: string;
  readonly interfaceIds: readonly string[];
  readonly ports: readonly number[];
}

/** The placeholder that the AWS Load Balancer Controller writes where pods have a named port. */
const placeholderPort = 1;

/**
 * The load balancers that the tags of the cluster's controllers name, and the ports at which they call their targets.
 * Raises `NotObserved` when load balancers were not read.
 */
export function forwardingOf(view: ClusterView): readonly (Forwarding | NotObserved)[] {
  const interfaces = loadBalancerStands(view).map(({ name }) => name.split(' ')[0] ?? '');
  const known = interfaces.flatMap((id) => view.account.networkInterfaces.find(id) ?? []);
  return view.account.loadBalancers
    .inVpc(view.cluster.vpcId)
    .filter(({ tags }) => isOwn(view, tags))
    .map((loadBalancer) => forwarding(loadBalancer, known));
}

const isOwn = ({ name }: ClusterView, tags: Readonly<Record<string, string>>): boolean =>
  tags['elbv2.k8s.aws/cluster'] === name ||
  tags['eks:eks-cluster-name'] === name ||
  `kubernetes.io/cluster/${name}` in tags;

function forwarding(loadBalancer: LoadBalancer, interfaces: readonly NetworkInterface[]): Forwarding | NotObserved {
  const interfaceIds = interfaces
    .filter(({ description }) => description === describedAs(loadBalancer))
    .map(({ id }) => id);
  const named = loadBalancer.targetGroups.flatMap(({ port }) => (port === undefined ? [] : port));
  const ports = [...new Set(named)].filter((port) => port !== placeholderPort);
  if (ports.length > 0) return { loadBalancer: loadBalancer.name, interfaceIds, ports };
  const reason = 'the ports of its targets are not told';
  return new NotObserved('loadBalancers.targetGroups', loadBalancer.id, undecidable(reason));
}

/** `ELB app/name/0123456789abcdef`, of a Classic Load Balancer `ELB name`. */
const describedAs = ({ id, name }: LoadBalancer): string =>
  `ELB ${id.includes(':loadbalancer/') ? id.split(':loadbalancer/')[1] : name}`;
