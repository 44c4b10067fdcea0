import type { EndpointNeed } from './endpoint-needs.ts';
import { nodeReachesEndpointPort } from './endpoint-reach.ts';
import { onePerZone } from './one-per-zone.ts';
import type { Remedy } from './remedy.ts';
import { effectiveRouteTable } from './routes.ts';
import { authorizeWords } from './security-group-remedies.ts';
import { attempt } from './view/observing.ts';
import type { RouteTable, Subnet, VpcEndpoint } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** The endpoint's security groups are to admit the blocks. */
export function admitRemedy({ id, securityGroupIds }: VpcEndpoint, blocks: readonly string[]): Remedy {
  const [group] = securityGroupIds;
  if (group === undefined) {
    return { text: `Give ${id} a security group that admits tcp 443 from ${blocks.join(', ')}.` };
  }
  return {
    text: `Admit tcp 443 from ${blocks.join(', ')} in ${group}.`,
    command: authorizeWords('in', group, 443, blocks),
  };
}

export const routeRemedy = ({ id }: VpcEndpoint, table: RouteTable): Remedy => ({
  text: `Associate ${id} with ${table.id}.`,
  command: ['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', id, '--add-route-table-ids', table.id],
});

const optionOf = { enableDnsSupport: '--enable-dns-support', enableDnsHostnames: '--enable-dns-hostnames' } as const;

export const vpcDnsRemedy = (vpcId: string, attribute: keyof typeof optionOf): Remedy => ({
  text: `Turn on ${attribute} of ${vpcId}.`,
  command: ['ec2', 'modify-vpc-attribute', '--vpc-id', vpcId, optionOf[attribute]],
});

export const privateDnsRemedy = ({ id, privateDnsEnabled }: VpcEndpoint): Remedy => {
  const enable = ['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', id, '--private-dns-enabled'];
  return privateDnsEnabled
    ? {
        text: `Let private DNS of ${id} answer the VPC too.`,
        command: [...enable, '--dns-options', 'PrivateDnsOnlyForInboundResolverEndpoint=false'],
      }
    : { text: `Turn on private DNS of ${id}; the VPC needs both of its DNS attributes for it.`, command: enable };
};

export const stateRemedy = ({ id, state }: VpcEndpoint): Remedy =>
  state.toLowerCase() === 'pendingacceptance'
    ? { text: `Have the owner of the service accept ${id}.` }
    : { text: `Wait until ${id} is available, or delete it and create it again.` };

/** An interface in each zone of the subnets, which have none of the endpoint yet. */
export function addSubnetsRemedy({ id }: VpcEndpoint, subnets: readonly Subnet[]): Remedy {
  const subnetIds = onePerZone(subnets);
  return {
    text: `Add ${subnetIds.join(', ')} to ${id}; if the service is not offered in that zone, leave it as it is.`,
    command: ['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', id, '--add-subnet-ids', ...subnetIds],
  };
}

/** A new endpoint for the service, in each zone of the subnets. */
export function createRemedy(view: ClusterView, need: EndpointNeed, subnets: readonly Subnet[]): Remedy {
  const [first] = subnets;
  const text = `Create an endpoint for ${need.serviceName}.`;
  const command = attempt(() =>
    need.service === 's3' ? createGateway(view, need, subnets) : createInterface(view, need, subnets),
  );
  if (!first || command instanceof NotObserved) return { text };
  if (!command)
    return { text: `${text} Its security groups have to admit tcp 443 from the nodes, and private DNS to be on.` };
  return { text, command };
}

const create = (vpcId: string, type: string, { serviceName }: EndpointNeed): readonly string[] => [
  'ec2',
  'create-vpc-endpoint',
  '--vpc-id',
  vpcId,
  '--vpc-endpoint-type',
  type,
  '--service-name',
  serviceName,
];

function createGateway({ account }: ClusterView, need: EndpointNeed, subnets: readonly Subnet[]) {
  const tables = new Set(subnets.map((subnet) => effectiveRouteTable(account, subnet).table.id));
  return [...create(subnets[0]?.vpcId ?? '', 'Gateway', need), '--route-table-ids', ...tables];
}

function createInterface(view: ClusterView, need: EndpointNeed, subnets: readonly Subnet[]) {
  const groups = groupsThatAdmit(view, subnets);
  if (!groups) return undefined;
  return [
    ...create(subnets[0]?.vpcId ?? '', 'Interface', need),
    '--subnet-ids',
    ...onePerZone(subnets),
    '--security-group-ids',
    ...groups,
    '--private-dns-enabled',
  ];
}

/** Groups that an endpoint could carry as they are: those of another one that every subnet reaches, or the cluster's own. */
function groupsThatAdmit(view: ClusterView, subnets: readonly Subnet[]): readonly string[] | undefined {
  const vpcId = subnets[0]?.vpcId ?? '';
  const siblings = view.account.vpcEndpoints.inVpc(vpcId).filter(({ type }) => type === 'Interface');
  const candidates = [...siblings.map((endpoint) => endpoint.securityGroupIds), [view.cluster.clusterSecurityGroupId]];
  return candidates.find(
    (securityGroupIds) =>
      securityGroupIds.length > 0 &&
      subnets.every(
        (subnet) => nodeReachesEndpointPort(view, { vpcId, securityGroupIds }, subnet).refused.length === 0,
      ),
  );
}
