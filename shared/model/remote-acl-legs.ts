import { AddressSet } from './address-set.ts';
import { rangeOf } from './cidr.ts';
import { EPHEMERAL_PORTS, networkAclAllows, networkAclOf } from './network-acl.ts';
import type { PortRange } from './ports.ts';
import { remoteNodeNetworks, remotePodNetworks } from './remote-networks.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { NetworkAcl, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Packets between a cluster subnet and remote networks that the subnet's network ACL does not let through. */
export interface BlockedRemoteLeg {
  readonly acl: NetworkAcl;
  readonly direction: 'in' | 'out';
  readonly protocol: 'tcp';
  /** Destination ports. */
  readonly ports: PortRange;
  /** Number of the entry that denies them; absent when no entry allows them. */
  readonly by?: number;
  /** The remote networks, as the fewest blocks. */
  readonly blocks: readonly string[];
  /** The connections, in words, that need them. */
  readonly neededFor: readonly string[];
}

interface Leg {
  readonly direction: 'in' | 'out';
  readonly ports: PortRange;
  readonly networks: readonly (string | NotObserved)[];
  readonly neededFor: string;
}

/**
 * The connections between the control plane and remote networks, each with its replies: to the private endpoint, to kubelets, and to
 * declared webhooks. Remote pods that are declared not to be routable have none.
 */
function legsOf(view: ClusterView): readonly Leg[] {
  const nodes = remoteNodeNetworks(view);
  const pods = view.declared.podCidrsRoutable === false ? [] : remotePodNetworks(view);
  const legs = (opened: 'in' | 'out', port: number, networks: Leg['networks'], neededFor: string): readonly Leg[] => [
    { direction: opened, ports: { from: port, to: port }, networks, neededFor },
    { direction: opened === 'in' ? 'out' : 'in', ports: EPHEMERAL_PORTS, networks, neededFor },
  ];
  return [
    ...(view.cluster.endpointPrivateAccess
      ? [
          ...legs('in', 443, nodes, 'tcp 443 from remote nodes to the control plane'),
          ...legs('in', 443, pods, 'tcp 443 from remote pods to the control plane'),
        ]
      : []),
    ...legs('out', 10_250, nodes, 'tcp 10250 from the control plane to remote nodes'),
    ...(view.declared.webhookPorts ?? []).flatMap((port) =>
      legs('out', port, pods, `tcp ${port} from the control plane to remote pods`),
    ),
  ];
}

/** What the network ACL of a cluster subnet blocks of the cluster's traffic with remote networks, and what could not be told. */
export function blockedRemoteLegs(view: ClusterView, subnet: Subnet) {
  const acl = networkAclOf(view.account, subnet);
  const answers = legsOf(view).flatMap((leg) =>
    leg.networks.map((network) => (network instanceof NotObserved ? network : attempt(() => judge(acl, leg, network)))),
  );
  const keyOf = ({ direction, ports, by }: BlockedRemoteLeg) => [direction, ports.from, ports.to, by].join(' ');
  const known = observedOf(answers).filter((answer) => answer !== undefined);
  return {
    blocked: [...Map.groupBy(known, keyOf).values()].flatMap(joined),
    hidden: answers.filter((answer) => answer instanceof NotObserved),
  };
}

function judge(acl: NetworkAcl, leg: Leg, network: string): BlockedRemoteLeg | undefined {
  const { direction, ports, neededFor } = leg;
  const { allowed, by } = networkAclAllows(acl, { direction, protocol: 'tcp', ports, range: rangeOf(network) });
  if (allowed) return undefined;
  const decided = by === undefined ? {} : { by };
  return { acl, direction, protocol: 'tcp', ports, ...decided, blocks: [network], neededFor: [neededFor] };
}

function joined(legs: readonly BlockedRemoteLeg[]): readonly BlockedRemoteLeg[] {
  const [first] = legs;
  if (!first) return [];
  const blocks = AddressSet.of(...legs.flatMap((leg) => leg.blocks)).toCidrs();
  return [{ ...first, blocks, neededFor: [...new Set(legs.flatMap(({ neededFor }) => neededFor))] }];
}
