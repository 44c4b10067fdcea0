import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type {
  AvailabilityZone,
  DhcpOptions,
  EgressOnlyInternetGateway,
  Instance,
  InstanceTypeInfo,
  InternetGateway,
  LaunchTemplateVersion,
  ManagedPrefixList,
  NatGateway,
  NetworkAcl,
  PrefixListEntry,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  SubnetCidrReservation,
  TransitGatewayVpcAttachment,
  Vpc,
  VpcEndpoint,
  VpcPeeringConnection,
  VpnGateway,
} from '@aws-sdk/client-ec2';
import type { Addon, Cluster, FargateProfile, Nodegroup } from '@aws-sdk/client-eks';
import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import type { NetworkInterfaceRecord } from '../../model/snapshot/compute.ts';
import { type Known, type Listing, type Unobserved, unread } from '../../model/snapshot/known.ts';
import type { ListedAddOn } from './add-ons.ts';
import type { Answer } from './answer.ts';
import type { HostedZoneParts } from './hosted-zones.ts';
import type { RoleParts } from './iam-roles.ts';
import type { ClassicLoadBalancerParts, LoadBalancerParts } from './load-balancers.ts';
import type { VpcAttributes } from './vpcs.ts';

/** The members of an answer's list, over all its pages: an array, or what stands for a read that failed or was not made. */
export type Answers<T> = Listing<Answer<T>>;

/**
 * What was asked for one resource at a time, by the id of that resource. A resource that is absent was not asked about.
 * An empty list means that AWS answered with nothing.
 */
export type PerResource<T> = ReadonlyMap<string, Known<T>>;

/** One cluster: the answer of DescribeCluster, and of the calls about what belongs to it. */
export interface ClusterParts {
  readonly cluster: Answer<Cluster>;
  /** A group that is listed but could not be described stands as an unobserved member of `cluster/name`; so does a profile. */
  readonly nodeGroups: Answers<Nodegroup>;
  readonly fargateProfiles: Answers<FargateProfile>;
  /** An add-on that was to be described but could not be stands as an unobserved member of its name. */
  readonly addOns: Listing<Answer<Addon> | ListedAddOn>;
  readonly podIdentityAssociations: Known<number>;
}

/**
 * Everything that was read about one account and Region, as the APIs answered it. `assembleSnapshot` makes a snapshot of it.
 * A collection holds at least all resources of the clusters' VPCs; one that is read as a whole and holds nothing is `[]`.
 */
export interface AccountParts {
  readonly source: 'live' | 'aws-cli-output';
  readonly account: string;
  readonly region: string;
  /** The reader's clock just before its first read, ISO 8601. */
  readonly observedAt: string;
  /** A cluster that is listed but could not be described stands as an unobserved member of its name. */
  readonly clusters: Listing<ClusterParts>;
  readonly vpcs: Answers<Vpc>;
  /** By VPC id; DescribeVpcAttribute tells one attribute a call. */
  readonly vpcAttributes: PerResource<Partial<VpcAttributes>>;
  readonly dhcpOptions: Answers<DhcpOptions>;
  readonly subnets: Answers<Subnet>;
  /** By subnet id: `SubnetIpv4CidrReservations` of GetSubnetCidrReservations. */
  readonly cidrReservations: PerResource<Answer<SubnetCidrReservation>[]>;
  readonly routeTables: Answers<RouteTable>;
  readonly networkAcls: Answers<NetworkAcl>;
  readonly securityGroups: Answers<SecurityGroup>;
  /** Only for the ids of rules. */
  readonly securityGroupRules: Known<readonly Answer<SecurityGroupRule>[]>;
  readonly prefixLists: Answers<ManagedPrefixList>;
  /** By prefix-list id: `Entries` of GetManagedPrefixListEntries. */
  readonly prefixListEntries: PerResource<Answer<PrefixListEntry>[]>;
  /** Reduced at once by `networkInterfaceOf`: the answers of a large account fill hundreds of megabytes. */
  readonly networkInterfaces: Listing<NetworkInterfaceRecord>;
  readonly vpcEndpoints: Answers<VpcEndpoint>;
  readonly natGateways: Answers<NatGateway>;
  readonly internetGateways: Answers<InternetGateway>;
  readonly egressOnlyInternetGateways: Answers<EgressOnlyInternetGateway>;
  readonly transitGatewayVpcAttachments: Answers<TransitGatewayVpcAttachment>;
  readonly vpnGateways: Answers<VpnGateway>;
  readonly vpcPeeringConnections: Answers<VpcPeeringConnection>;
  /** The instances of all reservations. */
  readonly instances: Answers<Instance>;
  readonly instanceTypes: Answers<InstanceTypeInfo>;
  /** By launch-template id. The latest version must be among them, so that `$Latest` can be told. */
  readonly launchTemplateVersions: PerResource<Answer<LaunchTemplateVersion>[]>;
  readonly autoScalingGroups: Answers<AutoScalingGroup>;
  readonly availabilityZones: Answers<AvailabilityZone>;
  /** Every cluster of the account and Region. */
  readonly clusterNames: Listing<string>;
  /** Those in the clusters' VPCs. */
  readonly loadBalancers: Listing<LoadBalancerParts | ClassicLoadBalancerParts>;
  /** Those that clusters, node groups and Fargate profiles name and that exist. */
  readonly iamRoles: Listing<RoleParts>;
  readonly hostedZones: Listing<HostedZoneParts>;
  readonly serviceQuotas: Answers<ServiceQuota>;
}

/** The services whose commands have another name than their actions. */
const commandNames: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'elbv2',
  servicequotas: 'service-quotas',
};

/** `ec2:DescribeVpcAttribute` → `aws ec2 describe-vpc-attribute`. Classic Load Balancers have commands of their own, `aws elb`. */
export const commandOf = (action: string): string => {
  const [service = '', operation = ''] = action.split(':');
  return `aws ${commandNames[service] ?? service} ${operation.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase()}`;
};

/** Stands for what a source was not asked, or was not given. */
export const unasked = (source: AccountParts['source'], action: string): Unobserved =>
  source === 'live'
    ? unread(`${action} was not asked about it`, action)
    : unread(`there is no output of "${commandOf(action)}" about it`, action);
