import type {
  LaunchTemplateVersion,
  ManagedPrefixList,
  PrefixList,
  PrefixListEntry,
  SecurityGroupRule,
  SubnetCidrReservation,
} from '@aws-sdk/client-ec2';
import type { Known } from '../../model/snapshot/known.ts';
import type { Answer } from '../shapes/answer.ts';
import type { AccountParts, PerResource } from '../shapes/parts.ts';
import { rolesIn } from '../shapes/references.ts';
import type { VpcAttributes } from '../shapes/vpcs.ts';
import { clusterNamesOf, clustersOf } from './clusters-of.ts';
import type { Collection, Outputs } from './collection.ts';
import { type Extent, extentOf, listOf } from './extent.ts';
import { noOutput, stopped } from './gaps.ts';
import { hostedZonesOf } from './hosted-zones-of.ts';
import { kindOf, type Member } from './kinds.ts';
import { loadBalancersOf } from './load-balancers-of.ts';
import { rolesOf } from './roles-of.ts';
import { subnetsOf } from './subnets-of.ts';

type Head = Pick<AccountParts, 'source' | 'account' | 'region' | 'observedAt'>;

/** What the outputs tell, as if the commands had been calls. */
export function accountPartsOf(outputs: Outputs, head: Head): AccountParts {
  const clusters = clustersOf(outputs);
  const extent = extentOf(clusters);
  const list = <A>(member: Member) => listOf<A>(outputs, member, extent);
  return {
    ...head,
    clusters,
    vpcs: list('Vpcs'),
    vpcAttributes: vpcAttributesOf(outputs),
    dhcpOptions: list('DhcpOptions'),
    subnets: subnetsOf(outputs, extent),
    cidrReservations: perSubject<Answer<SubnetCidrReservation>>(outputs, 'SubnetIpv4CidrReservations'),
    routeTables: list('RouteTables'),
    networkAcls: list('NetworkAcls'),
    securityGroups: list('SecurityGroups'),
    securityGroupRules:
      outputs.all<Answer<SecurityGroupRule>>('SecurityGroupRules')?.answers ??
      noOutput('ec2:DescribeSecurityGroupRules'),
    prefixLists: prefixListsOf(outputs, extent),
    prefixListEntries: prefixListEntriesOf(outputs),
    networkInterfaces: list('NetworkInterfaces'),
    vpcEndpoints: list('VpcEndpoints'),
    natGateways: list('NatGateways'),
    internetGateways: list('InternetGateways'),
    egressOnlyInternetGateways: list('EgressOnlyInternetGateways'),
    transitGatewayVpcAttachments: list('TransitGatewayVpcAttachments'),
    vpnGateways: list('VpnGateways'),
    vpcPeeringConnections: list('VpcPeeringConnections'),
    instances: list('Reservations'),
    instanceTypes: list('InstanceTypes'),
    launchTemplateVersions: launchTemplateVersionsOf(outputs),
    autoScalingGroups: list('AutoScalingGroups'),
    availabilityZones: list('AvailabilityZones'),
    clusterNames: clusterNamesOf(outputs),
    loadBalancers: loadBalancersOf(outputs, extent),
    iamRoles: rolesOf(outputs, rolesIn(clusters), head.account),
    hostedZones: hostedZonesOf(outputs, extent),
    serviceQuotas: list('Quota'),
  };
}

type AnyPrefixList = Answer<ManagedPrefixList & Pick<PrefixList, 'Cidrs'>>;

/** `describe-prefix-lists` tells only AWS's own lists, and less of them: what `describe-managed-prefix-lists` says counts. */
function prefixListsOf(outputs: Outputs, extent: Extent): AccountParts['prefixLists'] {
  const lists = listOf<AnyPrefixList>(outputs, 'PrefixLists', extent);
  if (!Array.isArray(lists)) return lists;
  const short = lists.filter((list) => 'Cidrs' in list).map((list) => ({ ...list, OwnerId: 'AWS' }));
  return [...short, ...lists.filter((list) => !('Cidrs' in list))];
}

function prefixListEntriesOf(outputs: Outputs): AccountParts['prefixListEntries'] {
  const lists = outputs.all<AnyPrefixList>('PrefixLists')?.answers ?? [];
  const short = lists.flatMap(({ PrefixListId, Cidrs }) =>
    Cidrs ? [[PrefixListId ?? '', Cidrs.map((Cidr) => ({ Cidr }))] as const] : [],
  );
  return new Map<string, Known<Answer<PrefixListEntry>[]>>([
    ...short,
    ...perSubject<Answer<PrefixListEntry>>(outputs, 'Entries'),
  ]);
}

const perSubject = <A>(outputs: Outputs, member: Member): PerResource<A[]> =>
  new Map([...outputs.bySubject<A>(member)].map(([subject, collection]) => [subject, whole(collection, member)]));

const whole = <A>({ answers, truncated }: Collection<A>, member: Member): Known<A[]> =>
  truncated ? stopped(kindOf(member).action) : [...answers];

function vpcAttributesOf(outputs: Outputs): AccountParts['vpcAttributes'] {
  type Told = Partial<VpcAttributes> & { readonly VpcId: string };
  const attributes = new Map<string, Partial<VpcAttributes>>();
  for (const member of ['EnableDnsSupport', 'EnableDnsHostnames'] as const) {
    for (const { VpcId, ...told } of outputs.all<Told>(member)?.answers ?? []) {
      attributes.set(VpcId, { ...attributes.get(VpcId), ...told });
    }
  }
  return attributes;
}

function launchTemplateVersionsOf(outputs: Outputs): AccountParts['launchTemplateVersions'] {
  type Version = Answer<LaunchTemplateVersion>;
  const idOf = ({ LaunchTemplateId }: Version) => LaunchTemplateId ?? '';
  const cut = outputs
    .of('LaunchTemplateVersions')
    .flatMap(({ truncated, entries }) => (truncated ? entries.map(({ answer }) => idOf(answer as Version)) : []));
  const byTemplate = Map.groupBy(outputs.all<Version>('LaunchTemplateVersions')?.answers ?? [], idOf);
  const action = kindOf('LaunchTemplateVersions').action;
  return new Map([...byTemplate].map(([id, versions]) => [id, cut.includes(id) ? stopped(action) : versions]));
}
