import type { CollectionName } from '../snapshot.ts';
import type { TextKind } from './texts.ts';

type Kinds = Readonly<Record<string, TextKind>>;

/** What the text in a member of this name is, in whatever record it stands. */
const everywhere: Kinds = {
  ...of('word', ['source', 'region', 'partition', 'observedAt', 'createdAt', 'launchTime']),
  ...of('word', ['version', 'platformVersion', 'status', 'state', 'strategy', 'code', 'kind', 'type', 'action']),
  ...of('word', ['protocol', 'origin', 'peeringStatus', 'addressFamily', 'ipFamily', 'ipAddressType', 'serviceRegion']),
  ...of('word', [
    'instanceType',
    'instanceTypes',
    'amiType',
    'capacityType',
    'hypervisor',
    'interfaceType',
    'tableDate',
  ]),
  ...of('word', ['authenticationMode', 'controlPlaneEgressMode', 'loggingTypes', 'suspendedProcesses']),
  ...of('word', ['zone', 'zoneId', 'internetGatewayBlockMode', 'connectivityType', 'availabilityMode']),
  ...of('word', ['scheme', 'targetType', 'healthyCodes', 'port', 'trustedServices']),
  ...of('prose', ['message']),
  ...of('account', ['account', 'ownerId', 'vpcOwnerId', 'instanceOwnerId', 'requesterId']),
  ...of('arn', ['arn', 'roleArn', 'nodeRoleArn', 'podExecutionRoleArn', 'serviceAccountRoleArn', 'outpostArn']),
  ...of('arn', ['certificateArns', 'attachedPolicyArns']),
  ...of('policyName', ['inlinePolicyNames']),
  ...of('hostName', ['dnsName', 'aliasTarget']),
  ...of('recordValue', ['values']),
  ...of('id', ['id', 'vpcId', 'subnetId', 'subnetIds', 'routeTableId', 'routeTableIds', 'dhcpOptionsId', 'imageId']),
  ...of('id', ['securityGroupId', 'securityGroupIds', 'clusterSecurityGroupId', 'sourceSecurityGroupIds', 'ruleId']),
  ...of('id', ['prefixListId', 'propagatingGatewayIds', 'networkInterfaceIds', 'transitGatewayId', 'allocationId']),
  ...of('id', ['launchTemplateId', 'instanceId', 'instanceIds', 'vpcIds']),
  ...of('anyId', ['resourceIds']),
  ...of('address', ['privateIpv4Addresses', 'ipv6Addresses', 'publicIp']),
  ...of('cidr', ['cidr', 'cidrs', 'ipv6Cidrs', 'publicAccessCidrs', 'serviceIpv4Cidr', 'serviceIpv6Cidr']),
  ...of('cidr', ['remoteNodeCidrs', 'remotePodCidrs', 'ipv4Prefixes', 'ipv6Prefixes', 'entries']),
  ...of('launchTemplate', ['launchTemplateName']),
  ...of('autoScalingGroup', ['autoScalingGroupNames']),
  ...of('key', ['ec2SshKey']),
  ...of('serviceName', ['serviceName']),
  ...of('policy', ['policyDocument']),
  ...of('domain', ['domainName']),
  ...of('nameServer', ['domainNameServers']),
};

/** Where a record's own members mean something else. Node groups, Fargate profiles and add-ons stand inside their clusters. */
const inCollection: Readonly<Partial<Record<CollectionName | 'nodeGroups' | 'fargateProfiles' | 'addOns', Kinds>>> = {
  clusters: { id: 'cluster' },
  nodeGroups: { id: 'nodeGroupOfCluster', name: 'nodeGroup' },
  fargateProfiles: { id: 'fargateProfileOfCluster', name: 'fargateProfile' },
  addOns: { id: 'word' },
  securityGroups: { name: 'securityGroupName', description: 'ruleDescription' },
  prefixLists: { name: 'prefixListName' },
  networkInterfaces: { description: 'interfaceDescription' },
  instanceTypes: { id: 'word' },
  launchTemplateVersions: { id: 'version' },
  autoScalingGroups: { id: 'autoScalingGroup' },
  availabilityZones: { id: 'word', name: 'word' },
  clusterNames: { id: 'cluster' },
  loadBalancers: { id: 'loadBalancerId', name: 'loadBalancer' },
  iamRoles: { id: 'arn' },
  hostedZones: { name: 'hostName' },
  serviceQuotas: { id: 'word' },
};

function of(kind: TextKind, members: readonly string[]): Kinds {
  return Object.fromEntries(members.map((member) => [member, kind]));
}

/** Throws for a member that this table does not know: nothing leaves that nobody has thought about. */
export function textKind(collection: string, path: readonly string[]): TextKind {
  const member = path.at(-1) ?? '';
  if (path.at(-2) === 'target' && member === 'id') return 'routeTarget';
  if (path.at(-2) === 'targetGroups' && member === 'name') return 'targetGroup';
  const nested = path.length > 1;
  const own = inCollection[collection as keyof typeof inCollection];
  const kind = (nested && member === 'id' ? undefined : own?.[member]) ?? everywhere[member];
  if (kind) return kind;
  throw new Error(`${collection}.${path.join('.')} is not known to the anonymiser`);
}
