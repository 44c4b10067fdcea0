import { partitionOf } from '../../model/partition.ts';
import type { ClusterRecord } from '../../model/snapshot/cluster.ts';
import { isUnobserved, type Unobserved, unread } from '../../model/snapshot/known.ts';
import { type Snapshot, snapshotFormat } from '../../model/snapshot/snapshot.ts';
import { addOnOf } from './add-ons.ts';
import { autoScalingGroupOf } from './auto-scaling-groups.ts';
import { clusterOf } from './clusters.ts';
import {
  egressOnlyInternetGatewayOf,
  internetGatewayOf,
  natGatewayOf,
  transitGatewayVpcAttachmentOf,
  vpcPeeringConnectionOf,
  vpnGatewayOf,
} from './gateways.ts';
import { hostedZoneOf } from './hosted-zones.ts';
import { iamRoleOf } from './iam-roles.ts';
import { instanceOf, instanceTypeOf } from './instances.ts';
import { resolveLaunchTemplates } from './launch-template-references.ts';
import { recordsOf, referring } from './listings.ts';
import { loadBalancerOf } from './load-balancers.ts';
import { networkAclOf } from './network-acls.ts';
import { fargateProfileOf, nodeGroupOf } from './node-groups.ts';
import { type AccountParts, type ClusterParts, unasked } from './parts.ts';
import { prefixListOf } from './prefix-lists.ts';
import { dhcpOptionsIn, instanceTypesIn, prefixListsIn } from './references.ts';
import { routeTableOf } from './route-tables.ts';
import { securityGroupOf } from './security-groups.ts';
import { serviceQuotaOf } from './service-quotas.ts';
import { hideSharedVpcs } from './shared-vpcs.ts';
import { clusterVpcIds, hideUnknownVpcs, hideUnreadVpcs } from './vpc-coverage.ts';
import { vpcEndpointOf } from './vpc-endpoints.ts';
import { availabilityZoneOf, dhcpOptionsOf, subnetOf, vpcOf } from './vpcs.ts';

/**
 * The snapshot of what the APIs answered, wherever the answers come from. Whatever one answer alone cannot tell is settled here:
 * what AWS hides in a shared VPC, what nothing was read about, and what is referred to but not described.
 * Throws `IncompleteAnswer` for an answer that lacks its own id.
 */
export function assembleSnapshot(parts: AccountParts): Snapshot {
  const snapshot = withReferences({
    ...headOf(parts),
    ...networkOf(parts),
    ...computeOf(parts),
    ...surroundingsOf(parts),
  });
  const vpcIds = clusterVpcIds(snapshot);
  return hideUnknownVpcs(hideSharedVpcs(hideUnreadVpcs(snapshot, vpcIds), vpcIds));
}

type Head = Pick<Snapshot, 'format' | 'source' | 'account' | 'region' | 'partition' | 'observedAt'>;

const headOf = ({ source, account, region, observedAt }: AccountParts): Head => ({
  format: snapshotFormat,
  source,
  account,
  region,
  partition: partitionOf(region),
  observedAt,
});

function networkOf(parts: AccountParts) {
  return {
    vpcs: recordsOf(parts.vpcs, (vpc) => vpcOf(vpc, attributesOf(parts, vpc.VpcId))),
    dhcpOptions: recordsOf(parts.dhcpOptions, dhcpOptionsOf),
    subnets: recordsOf(parts.subnets, (subnet) => subnetOf(subnet, reservationsOf(parts, subnet.SubnetId))),
    routeTables: recordsOf(parts.routeTables, routeTableOf),
    networkAcls: recordsOf(parts.networkAcls, networkAclOf),
    securityGroups: securityGroupsOf(parts),
    prefixLists: recordsOf(parts.prefixLists, (list) => prefixListOf(list, entriesOf(parts, list.PrefixListId))),
    networkInterfaces: recordsOf(parts.networkInterfaces, (record) => record),
    vpcEndpoints: recordsOf(parts.vpcEndpoints, vpcEndpointOf),
    natGateways: recordsOf(parts.natGateways, natGatewayOf),
    internetGateways: recordsOf(parts.internetGateways, internetGatewayOf),
    egressOnlyInternetGateways: recordsOf(parts.egressOnlyInternetGateways, egressOnlyInternetGatewayOf),
    transitGatewayVpcAttachments: recordsOf(parts.transitGatewayVpcAttachments, transitGatewayVpcAttachmentOf),
    vpnGateways: recordsOf(parts.vpnGateways, vpnGatewayOf),
    vpcPeeringConnections: recordsOf(parts.vpcPeeringConnections, vpcPeeringConnectionOf),
    availabilityZones: recordsOf(parts.availabilityZones, availabilityZoneOf),
  };
}

const computeOf = (parts: AccountParts) => ({
  instances: recordsOf(parts.instances, instanceOf),
  instanceTypes: recordsOf(parts.instanceTypes, instanceTypeOf),
  ...resolveLaunchTemplates(
    parts,
    recordsOf(parts.clusters, clusterRecordOf),
    recordsOf(parts.autoScalingGroups, autoScalingGroupOf),
  ),
});

/** What lies around the network, and only some rules ask about. */
const surroundingsOf = (parts: AccountParts) => ({
  clusterNames: recordsOf(parts.clusterNames, (id) => ({ id })),
  loadBalancers: recordsOf(parts.loadBalancers, loadBalancerOf),
  iamRoles: recordsOf(parts.iamRoles, iamRoleOf),
  hostedZones: recordsOf(parts.hostedZones, hostedZoneOf),
  serviceQuotas: recordsOf(parts.serviceQuotas, serviceQuotaOf),
});

function clusterRecordOf({ cluster, ...parts }: ClusterParts): ClusterRecord {
  const name = cluster.name ?? '';
  return clusterOf(cluster, {
    nodeGroups: recordsOf(parts.nodeGroups, (group) => nodeGroupOf(name, group)),
    fargateProfiles: recordsOf(parts.fargateProfiles, (profile) => fargateProfileOf(name, profile)),
    addOns: recordsOf(parts.addOns, addOnOf),
    podIdentityAssociations: parts.podIdentityAssociations,
  });
}

function attributesOf({ source, vpcAttributes }: AccountParts, vpcId = '') {
  const missing = unasked(source, 'ec2:DescribeVpcAttribute');
  const attributes = vpcAttributes.get(vpcId) ?? {};
  if (isUnobserved(attributes)) return { enableDnsSupport: attributes, enableDnsHostnames: attributes };
  return { enableDnsSupport: missing, enableDnsHostnames: missing, ...attributes };
}

const reservationsOf = ({ source, cidrReservations }: AccountParts, subnetId = '') =>
  cidrReservations.get(subnetId) ?? unasked(source, 'ec2:GetSubnetCidrReservations');

const entriesOf = ({ source, prefixListEntries }: AccountParts, id = '') =>
  prefixListEntries.get(id) ?? unasked(source, 'ec2:GetManagedPrefixListEntries');

function securityGroupsOf({ securityGroups, securityGroupRules }: AccountParts) {
  const rules = isUnobserved(securityGroupRules) ? [] : securityGroupRules;
  const byGroup = Map.groupBy(rules, ({ GroupId }) => GroupId);
  return recordsOf(securityGroups, (group) => securityGroupOf(group, byGroup.get(group.GroupId)));
}

/** What something refers to exists, described or not. */
const withReferences = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  dhcpOptions: referring(snapshot.dhcpOptions, dhcpOptionsIn(snapshot), notDescribed),
  prefixLists: referring(snapshot.prefixLists, prefixListsIn(snapshot), notDescribed),
  instanceTypes: referring(snapshot.instanceTypes, instanceTypesIn(snapshot), notDescribed),
});

const notDescribed = (id: string): Unobserved => unread(`${id} is in use, but nothing describes it to this account`);
