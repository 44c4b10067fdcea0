import type { ClusterRecord, NodeGroupRecord } from '../snapshot/cluster.ts';
import type {
  AutoScalingGroupRecord,
  InstanceRecord,
  InstanceTypeRecord,
  LaunchTemplateVersionRecord,
  NetworkInterfaceRecord,
} from '../snapshot/compute.ts';
import type {
  InternetGatewayRecord,
  NatGatewayRecord,
  VpcEndpointRecord,
  VpcPeeringConnectionRecord,
} from '../snapshot/gateways.ts';
import type { IamRoleRecord } from '../snapshot/identity.ts';
import type { HostedZoneRecord, LoadBalancerRecord } from '../snapshot/ingress.ts';
import type {
  NetworkAclEntryRecord,
  NetworkAclRecord,
  SecurityGroupRecord,
  SecurityGroupRuleRecord,
} from '../snapshot/security.ts';
import type { DhcpOptionsRecord, RouteRecord, RouteTableRecord, SubnetRecord, VpcRecord } from '../snapshot/vpc.ts';
import type { Revealed } from './reveal.ts';

/** What belongs to a cluster and has a table of its own in `ClusterView`. */
export type ClusterOwned = 'nodeGroups' | 'fargateProfiles' | 'addOns';

export type Cluster = Revealed<Omit<ClusterRecord, ClusterOwned>>;
export type NodeGroup = Revealed<NodeGroupRecord>;
export type Vpc = Revealed<VpcRecord>;
export type DhcpOptions = Revealed<DhcpOptionsRecord>;
export type Subnet = Revealed<SubnetRecord>;
export type RouteTable = Revealed<RouteTableRecord>;
export type Route = Revealed<RouteRecord>;
export type NetworkAcl = Revealed<NetworkAclRecord>;
export type NetworkAclEntry = Revealed<NetworkAclEntryRecord>;
export type SecurityGroup = Revealed<SecurityGroupRecord>;
export type SecurityGroupRule = Revealed<SecurityGroupRuleRecord>;
export type NetworkInterface = Revealed<NetworkInterfaceRecord>;
export type VpcEndpoint = Revealed<VpcEndpointRecord>;
export type NatGateway = Revealed<NatGatewayRecord>;
export type InternetGateway = Revealed<InternetGatewayRecord>;
export type VpcPeeringConnection = Revealed<VpcPeeringConnectionRecord>;
export type Instance = Revealed<InstanceRecord>;
export type InstanceType = Revealed<InstanceTypeRecord>;
export type LaunchTemplateVersion = Revealed<LaunchTemplateVersionRecord>;
export type AutoScalingGroup = Revealed<AutoScalingGroupRecord>;
export type LoadBalancer = Revealed<LoadBalancerRecord>;
export type HostedZone = Revealed<HostedZoneRecord>;
export type IamRole = Revealed<IamRoleRecord>;
