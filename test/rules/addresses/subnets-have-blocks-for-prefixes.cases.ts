import type { NetworkInterfaceRecord } from '../../../shared/model/snapshot/compute.ts';
import type { SubnetRecord } from '../../../shared/model/snapshot/vpc.ts';
import { subnetsHaveBlocksForPrefixes } from '../../../shared/rules/addresses/subnets-have-blocks-for-prefixes.ts';
import { aStarburstGroup } from '../../support/a-starburst-group.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = Parameters<typeof aStarburstGroup>[1] & {};

/** Each node takes one prefix. */
const onePrefix = { ENABLE_PREFIX_DELEGATION: 'true', WARM_IP_TARGET: '1', MINIMUM_IP_TARGET: '16' };

interface Options extends Patches {
  readonly maxSize: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** `demo/workers` of so many nodes in `subnet-sep`, a /26 without any interface. */
const inSlash26 = ({ maxSize, environment = onePrefix, subnet, ...patches }: Options) =>
  aStarburstGroup(59, {
    ...patches,
    group: { minSize: 0, desiredSize: 0, maxSize, ...patches.group },
    cluster: { addOns: { 'vpc-cni': { environment } }, ...patches.cluster },
    subnet: { cidr: '10.0.4.0/26', ...subnet },
  });

/** Something else in `subnet-sep`. */
const at = (privateIpv4Addresses: string[], ipv4Prefixes: string[] = []): Partial<NetworkInterfaceRecord> => ({
  subnetId: 'subnet-sep',
  privateIpv4Addresses,
  ipv4Prefixes,
});

const tooFew = (free: number, addresses: number, needed: number, terms: string) =>
  `subnet-sep has ${free} free /28 block${free === 1 ? '' : 's'} though ${addresses} addresses are free, and nodes take ${needed} more prefixes until their maximum: ${terms} (InsufficientCidrBlocks).`;

const reservations = (type: 'prefix' | 'explicit', cidr: string): Partial<SubnetRecord> => ({
  cidrReservations: [{ type, cidr }],
});

export default {
  rule: subnetsHaveBlocksForPrefixes,
  cases: [
    {
      name: 'an empty /26 has two blocks: the first and the last hold addresses of AWS',
      given: inSlash26({ maxSize: 2 }),
      expect: { 'subnet-sep': 'compliant', 'subnet-a': 'not-applicable' },
    },
    {
      name: 'three prefixes do not fit into an empty /26 with 59 free addresses',
      given: inSlash26({ maxSize: 3 }),
      expect: [tooFew(2, 59, 3, 'demo/workers 3 more nodes × 1')],
      severity: 'medium',
      causes: ['subnet-blocks subnet-sep'],
    },
    {
      name: 'a subnet that is too small altogether has the cause of B1',
      given: inSlash26({ maxSize: 9 }),
      expect: [tooFew(2, 59, 9, 'demo/workers 9 more nodes × 1')],
      causes: ['subnet-full subnet-sep'],
    },
    {
      name: 'two single addresses break up both blocks',
      given: inSlash26({
        maxSize: 1,
        subnet: { freeIpv4Addresses: 57 },
        networkInterfaces: { 'eni-x': at(['10.0.4.17']), 'eni-y': at(['10.0.4.35']) },
      }),
      expect: [tooFew(0, 57, 1, 'demo/workers 1 more node × 1')],
    },
    {
      name: 'what is scattered in the first and the last block costs nothing',
      given: inSlash26({
        maxSize: 2,
        networkInterfaces: { 'eni-x': at(['10.0.4.4', '10.0.4.5', '10.0.4.62']) },
      }),
      expect: 'compliant',
    },
    {
      name: 'an address outside the subnet’s block touches nothing',
      given: inSlash26({ maxSize: 2, networkInterfaces: { 'eni-x': at(['10.0.9.20']) } }),
      expect: 'compliant',
    },
    {
      name: 'a prefix that is given out',
      given: inSlash26({ maxSize: 2, networkInterfaces: { 'eni-x': at(['10.0.4.4'], ['10.0.4.16/28']) } }),
      expect: [tooFew(1, 59, 2, 'demo/workers 2 more nodes × 1')],
    },
    {
      name: 'an explicit reservation keeps its block from prefixes',
      given: inSlash26({ maxSize: 2, subnet: reservations('explicit', '10.0.4.24/29') }),
      expect: [tooFew(1, 59, 2, 'demo/workers 2 more nodes × 1')],
    },
    {
      name: 'a reservation for prefixes keeps them free',
      given: inSlash26({ maxSize: 2, subnet: reservations('prefix', '10.0.4.16/28') }),
      expect: 'compliant',
    },
    {
      name: 'an address that was there before its block was reserved for prefixes still breaks it up',
      given: inSlash26({
        maxSize: 2,
        subnet: reservations('prefix', '10.0.4.16/28'),
        networkInterfaces: { 'eni-x': at(['10.0.4.20']) },
      }),
      expect: [tooFew(1, 59, 2, 'demo/workers 2 more nodes × 1')],
    },
    {
      name: 'a /28 has no block for prefixes at all',
      given: inSlash26({ maxSize: 1, subnet: { cidr: '10.0.4.0/28', freeIpv4Addresses: 11 } }),
      expect: [tooFew(0, 11, 1, 'demo/workers 1 more node × 1')],
    },
    {
      name: 'a /24 has fourteen blocks: seven nodes with two prefixes each',
      given: inSlash26({
        maxSize: 7,
        environment: { ENABLE_PREFIX_DELEGATION: 'true' },
        subnet: { cidr: '10.0.4.0/24', freeIpv4Addresses: 251 },
      }),
      expect: 'compliant',
    },
    {
      name: 'a /24 has no fifteenth block',
      given: inSlash26({ maxSize: 15, subnet: { cidr: '10.0.4.0/24', freeIpv4Addresses: 251 } }),
      expect: [tooFew(14, 251, 15, 'demo/workers 15 more nodes × 1')],
    },
    {
      name: 'running nodes have theirs, and one lacks its own',
      given: inSlash26({
        maxSize: 4,
        nodes: runningNodes({ count: 3, held: 1 }),
      }),
      expect: [tooFew(2, 59, 4, 'demo/workers 1 more node × 1 + 3 that running nodes of demo/workers still take')],
    },
    {
      name: 'running nodes that hold their prefixes take no more',
      given: inSlash26({ maxSize: 4, nodes: runningNodes({ count: 3, held: 1, prefixes: 1 }) }),
      expect: 'compliant',
    },
    {
      name: 'a second subnet of the pool helps',
      given: inSlash26({
        maxSize: 3,
        group: { subnetIds: ['subnet-sep', 'subnet-too'] },
        subnets: { 'subnet-too': { cidr: '10.0.5.0/26' } },
      }),
      expect: { 'subnet-sep': 'compliant', 'subnet-too': 'compliant' },
    },
    {
      name: 'with custom networking the pod subnets are judged',
      given: inSlash26({
        maxSize: 3,
        environment: { ...onePrefix, AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' },
        subnets: { 'subnet-pods': { cidr: '100.64.0.0/26', freeIpv4Addresses: 59 } },
      }),
      declare: { podSubnetsByAz: { 'use1-az1': ['subnet-pods'] } },
      expect: {
        'subnet-sep': 'not-applicable',
        'subnet-pods': [tooFew(2, 59, 3, 'demo/workers 3 more nodes × 1').replace('subnet-sep', 'subnet-pods')],
      },
    },
    { name: 'prefix delegation is off', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'prefixes of IPv6 clusters are others',
      given: inSlash26({ maxSize: 3, cluster: { ipFamily: 'ipv6' } }),
      expect: 'not-applicable',
    },
    {
      name: 'the interfaces of the VPC are hidden',
      given: hiddenIn(inSlash26({ maxSize: 3 }), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'how many nodes run is not known',
      given: without(inSlash26({ maxSize: 3 }), 'instances'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
