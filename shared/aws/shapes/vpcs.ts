import type {
  AvailabilityZone,
  DhcpOptions,
  Subnet,
  SubnetCidrBlockState,
  SubnetCidrReservation,
  Vpc,
  VpcCidrBlockState,
} from '@aws-sdk/client-ec2';
import type { AvailabilityZoneRecord } from '../../model/snapshot/compute.ts';
import { type Known, undecidable } from '../../model/snapshot/known.ts';
import type { DhcpOptionsRecord, SubnetRecord, VpcRecord } from '../../model/snapshot/vpc.ts';
import { type Answer, defined, given, identified, listOf, oneOf, tagsOf } from './answer.ts';

/** What DescribeVpcAttribute says, one attribute a call. */
export interface VpcAttributes {
  readonly enableDnsSupport: Known<boolean>;
  readonly enableDnsHostnames: Known<boolean>;
}

type BlockState = Answer<VpcCidrBlockState | SubnetCidrBlockState> | undefined;

const isInUse = (state: BlockState): boolean => state?.State === 'associated' || state?.State === 'associating';

export function vpcOf(answer: Answer<Vpc>, attributes: VpcAttributes): VpcRecord {
  const blocks = answer.CidrBlockAssociationSet?.filter(({ CidrBlockState }) => isInUse(CidrBlockState));
  const ipv6 = answer.Ipv6CidrBlockAssociationSet?.filter(({ Ipv6CidrBlockState }) => isInUse(Ipv6CidrBlockState));
  return {
    id: identified(answer.VpcId, 'VpcId'),
    ownerId: given(answer.OwnerId, 'OwnerId'),
    cidrs: listOf(primaryFirst(blocks, answer.CidrBlock), 'CidrBlockAssociationSet', ({ CidrBlock }) =>
      given(CidrBlock, 'CidrBlock'),
    ),
    // Left out by EC2 when the VPC has no IPv6 block.
    ipv6Cidrs: (ipv6 ?? []).map(({ Ipv6CidrBlock }) => given(Ipv6CidrBlock, 'Ipv6CidrBlock')),
    ...attributes,
    dhcpOptionsId: given(answer.DhcpOptionsId, 'DhcpOptionsId'),
    tags: tagsOf(answer.Tags),
  };
}

const primaryFirst = <Block extends { readonly CidrBlock?: string | undefined }>(
  blocks: readonly Block[] | undefined,
  primary: string | undefined,
): readonly Block[] | undefined =>
  blocks?.toSorted((a, b) => Number(b.CidrBlock === primary) - Number(a.CidrBlock === primary));

export function dhcpOptionsOf(answer: Answer<DhcpOptions>): DhcpOptionsRecord {
  const values = (key: string) =>
    (answer.DhcpConfigurations ?? [])
      .filter(({ Key }) => Key === key)
      .flatMap(({ Values }) => (Values ?? []).flatMap(({ Value }) => Value ?? []));
  return {
    id: identified(answer.DhcpOptionsId, 'DhcpOptionsId'),
    domainNameServers: values('domain-name-servers'),
    ...defined({ domainName: values('domain-name')[0] }),
  };
}

export function subnetOf(
  answer: Answer<Subnet>,
  reservations: Known<readonly Answer<SubnetCidrReservation>[]>,
): SubnetRecord {
  return {
    id: identified(answer.SubnetId, 'SubnetId'),
    vpcId: given(answer.VpcId, 'VpcId'),
    ownerId: given(answer.OwnerId, 'OwnerId'),
    state: given(answer.State, 'State'),
    cidr: answer.Ipv6Native
      ? undecidable('an IPv6-only subnet has no IPv4 block')
      : given(answer.CidrBlock, 'CidrBlock'),
    // Left out by EC2 when the subnet has no IPv6 block.
    ipv6Cidrs: (answer.Ipv6CidrBlockAssociationSet ?? [])
      .filter(({ Ipv6CidrBlockState }) => Ipv6CidrBlockState?.State === 'associated')
      .map(({ Ipv6CidrBlock }) => given(Ipv6CidrBlock, 'Ipv6CidrBlock')),
    zone: given(answer.AvailabilityZone, 'AvailabilityZone'),
    zoneId: given(answer.AvailabilityZoneId, 'AvailabilityZoneId'),
    freeIpv4Addresses: given(answer.AvailableIpAddressCount, 'AvailableIpAddressCount'),
    mapPublicIpOnLaunch: given(answer.MapPublicIpOnLaunch, 'MapPublicIpOnLaunch'),
    assignIpv6AddressOnCreation: given(answer.AssignIpv6AddressOnCreation, 'AssignIpv6AddressOnCreation'),
    ipv6Native: given(answer.Ipv6Native, 'Ipv6Native'),
    enableDns64: given(answer.EnableDns64, 'EnableDns64'),
    ...defined({ outpostArn: answer.OutpostArn }),
    internetGatewayBlockMode: blockModeOf(answer),
    cidrReservations: reservationsOf(reservations),
    tags: tagsOf(answer.Tags),
  };
}

/** AWS leaves the state out where block public access has no effect on the subnet. */
const blockModeOf = ({ BlockPublicAccessStates }: Answer<Subnet>) =>
  oneOf(
    ['off', 'block-bidirectional', 'block-ingress'],
    BlockPublicAccessStates?.InternetGatewayBlockMode ?? 'off',
    'InternetGatewayBlockMode',
  );

function reservationsOf(answers: Known<readonly Answer<SubnetCidrReservation>[]>): SubnetRecord['cidrReservations'] {
  if ('observed' in answers) return answers;
  return answers.map(({ Cidr, ReservationType }) => ({
    cidr: identified(Cidr, 'Cidr'),
    type: ReservationType === 'prefix' ? 'prefix' : 'explicit',
  }));
}

export const availabilityZoneOf = (answer: Answer<AvailabilityZone>): AvailabilityZoneRecord => ({
  id: identified(answer.ZoneId, 'ZoneId'),
  name: identified(answer.ZoneName, 'ZoneName'),
  type: identified(answer.ZoneType, 'ZoneType'),
});
