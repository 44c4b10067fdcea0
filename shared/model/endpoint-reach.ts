import { AddressSet } from './address-set.ts';
import {
  automaticNodeSecurityGroupIds,
  existingGroups,
  fargateSecurityGroupIds,
  nodeSecurityGroupIds,
} from './cluster-security-groups.ts';
import { isIsolatedSubnet } from './egress.ts';
import { interfacesIn } from './interface-index.ts';
import { isCniInterface } from './interfaces.ts';
import { securityGroupsAllowMember } from './security-groups.ts';
import { undecidable } from './snapshot/known.ts';
import { workloadUses } from './subnet-use.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { Subnet, VpcEndpoint } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Nodes or pods that call endpoints: anywhere in the subnet's block, carrying the groups. */
interface EndpointClient {
  readonly subnet: Subnet;
  readonly securityGroupIds: () => readonly string[];
  /** Pods outside the subnet of their node. */
  readonly elsewhere: boolean;
}

/** The nodes and pods of a workload subnet, with the pods that its nodes put into other subnets of the zone. */
const clientsOf = rememberedFor((view: ClusterView, subnet: Subnet): readonly (EndpointClient | NotObserved)[] => {
  const nodes = nodeGroupSets(view, subnet);
  const fargate = (workloadUses(view).bySubnet.get(subnet.id)?.fargateProfiles.length ?? 0) > 0;
  const own = fargate ? [...nodes, () => fargateSecurityGroupIds(view)] : nodes;
  const pods = attempt(() => (nodes.length > 0 ? podClients(view, subnet, nodes) : []));
  return [
    ...own.map((securityGroupIds) => ({ subnet, securityGroupIds, elsewhere: false })),
    ...(pods instanceof NotObserved ? [pods] : pods),
  ];
});

type GroupSet = () => readonly string[];

function nodeGroupSets(view: ClusterView, { id }: Subnet): readonly GroupSet[] {
  const { nodeGroups = [], selfManagedGroups = [], automaticNodes = [] } = workloadUses(view).bySubnet.get(id) ?? {};
  return [
    ...[...nodeGroups, ...selfManagedGroups].map((group) => () => nodeSecurityGroupIds(view, group)),
    ...automaticNodes.map(
      ({ instanceId }) =>
        () =>
          automaticNodeSecurityGroupIds(view, instanceId),
    ),
  ];
}

/** Pods outside their node's own subnet: custom networking, and subnets tagged for the VPC CNI. */
function podClients(view: ClusterView, subnet: Subnet, nodes: readonly GroupSet[]): readonly EndpointClient[] {
  const { bySubnet } = workloadUses(view);
  const declared = view.declared.podSubnetsByAz?.[subnet.zoneId] ?? [];
  return view.account.subnets.inVpc(subnet.vpcId).flatMap((other) => {
    const isDeclared = declared.includes(other.id);
    if (other.zoneId !== subnet.zoneId || (bySubnet.has(other.id) && !isDeclared)) return [];
    const carried = groupsOfPods(view, other);
    const tagged = isTaggedForCni(view, other);
    if (carried.length === 0 && !tagged && !isDeclared) return [];
    const sets = carried.length > 0 ? carried : tagged ? nodes : [unknownGroups(other)];
    return sets.map((securityGroupIds) => ({ subnet: other, securityGroupIds, elsewhere: true }));
  });
}

/** The groups that interfaces of the cluster's pods carry in the subnet, each set once. */
function groupsOfPods(view: ClusterView, subnet: Subnet): readonly GroupSet[] {
  const sets = interfacesIn(view.account, subnet)
    .filter((eni) => isCniInterface(eni) && eni.tags['cluster.k8s.amazonaws.com/name'] === view.name)
    .map(({ securityGroupIds }) => [...securityGroupIds].sort());
  return [...new Map(sets.map((ids) => [ids.join(' '), ids])).values()].map((ids) => () => ids);
}

const unknownGroups =
  ({ id }: Subnet): GroupSet =>
  () => {
    const reason = 'AWS does not show an ENIConfig, and no pod interface is there yet';
    throw new NotObserved('podSubnetsByAz.securityGroupIds', id, undecidable(reason));
  };

const cniClusterTag = 'cni.networking.k8s.aws/cluster/';

function isTaggedForCni({ name }: ClusterView, { tags }: Subnet): boolean {
  if ((tags['kubernetes.io/role/cni'] ?? '0') === '0') return false;
  const owners = Object.keys(tags).filter((key) => key.startsWith(cniClusterTag));
  return owners.length === 0 || owners.includes(`${cniClusterTag}${name}`);
}

function refusedBlocks(
  view: ClusterView,
  endpoint: EndpointDoor,
  client: EndpointClient,
  everywhere: boolean,
): readonly string[] {
  if (client.elsewhere && !everywhere && !isIsolatedSubnet(view, client.subnet)) return [];
  const groups = existingGroups(view.account, endpoint.securityGroupIds, endpoint.vpcId);
  const member = { addresses: AddressSet.of(client.subnet.cidr), securityGroupIds: client.securityGroupIds };
  const flow = { direction: 'in', protocol: 'tcp', ports: https } as const;
  const { allowed, uncovered } = securityGroupsAllowMember(view.account, groups, flow, member);
  return allowed ? [] : uncovered;
}

const https = { from: 443, to: 443 };

/** An interface endpoint, or one that could be made. */
type EndpointDoor = Pick<VpcEndpoint, 'vpcId' | 'securityGroupIds'>;

export interface EndpointReach {
  /** The fewest CIDR blocks whose nodes or pods the endpoint's security groups do not admit at port 443; none if all are admitted. */
  readonly refused: readonly string[];
}

/**
 * Whether the security groups of an interface endpoint admit the nodes and pods of the subnet at port 443, by address or by one of
 * their own groups. Pods that its nodes put into other subnets count where those are isolated, or `everywhere`. Raises `NotObserved`
 * when that cannot be told, unless some are certainly refused.
 */
export function nodeReachesEndpointPort(
  view: ClusterView,
  endpoint: EndpointDoor,
  subnet: Subnet,
  everywhere = false,
): EndpointReach {
  const answers = clientsOf(view, subnet).map((client) =>
    client instanceof NotObserved ? client : attempt(() => refusedBlocks(view, endpoint, client, everywhere)),
  );
  const refused = answers.flatMap((answer) => (answer instanceof NotObserved ? [] : answer));
  const unknown = answers.find((answer) => answer instanceof NotObserved);
  if (refused.length === 0 && unknown) throw unknown;
  return { refused: AddressSet.of(...refused).toCidrs() };
}
