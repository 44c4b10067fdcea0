import type { SubnetRecord } from '../../../shared/model/snapshot/vpc.ts';
import { subnetsFitAnIpv6Cluster } from '../../../shared/rules/addresses/subnets-fit-an-ipv6-cluster.ts';
import { layeredPatches, type Patches } from '../../support/layered-patches.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const dualStack = (network: number): Partial<SubnetRecord> => ({
  ipv6Cidrs: [`2600:1f18:0:${network}::/64`],
  assignIpv6AddressOnCreation: true,
});
const local6 = route('2600:1f18::/56', 'local', 'local');
const nat = (id: string) => route('0.0.0.0/0', 'nat-gateway', id);
const out6 = route('::/0', 'egress-only-internet-gateway', 'eigw-main');

/** The healthy cluster as one of the IPv6 family. */
const ipv6 = (patches: Patches = {}) =>
  aSnapshot(
    layeredPatches(
      {
        cluster: { ipFamily: 'ipv6', serviceIpv6Cidr: 'fd00::/108' },
        vpcs: { 'vpc-main': { ipv6Cidrs: ['2600:1f18::/56'] } },
        subnets: { 'subnet-a': dualStack(1), 'subnet-b': dualStack(2) },
        routeTables: {
          'rtb-a': { routes: [route('10.0.0.0/16', 'local', 'local'), local6, nat('nat-a'), out6] },
          'rtb-b': { routes: [route('10.0.0.0/16', 'local', 'local'), local6, nat('nat-b'), out6] },
        },
        egressOnlyInternetGateways: { 'eigw-main': {} },
      },
      patches,
    ),
  );

const tableA = (...more: ReturnType<typeof route>[]) => ({
  routeTables: { 'rtb-a': { routes: [route('10.0.0.0/16', 'local', 'local'), local6, ...more] } },
});

export default {
  rule: subnetsFitAnIpv6Cluster,
  cases: [
    {
      name: 'dual-stack subnets that assign addresses and have a way out',
      given: ipv6(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    { name: 'a cluster of the IPv4 family', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'a private dual-stack subnet that assigns no IPv6 addresses',
      given: ipv6({ subnets: { 'subnet-a': { assignIpv6AddressOnCreation: false } } }),
      expect: [
        'subnet-a does not assign IPv6 addresses to new instances, so nodes of an IPv6 cluster do not start in it (Ec2SubnetMissingIpv6Assignment).',
      ],
      severity: 'high',
      causes: ['subnet-ipv6 subnet-a'],
    },
    {
      name: 'a cluster subnet without nodes need not assign them',
      given: ipv6({
        cluster: { subnetIds: ['subnet-b', 'subnet-control'] },
        subnets: {
          'subnet-control': { cidr: '10.0.9.0/28', ipv6Cidrs: ['2600:1f18:0:9::/64'] },
        },
      }),
      expect: { 'subnet-control': 'compliant', 'subnet-a': 'compliant' },
    },
    {
      name: 'nodes of Karpenter ask for an IPv6 address by themselves',
      given: ipv6({
        cluster: { subnetIds: ['subnet-b', 'subnet-public-a'] },
        subnets: {
          'subnet-karpenter': { cidr: '10.0.9.0/24', ...dualStack(9), assignIpv6AddressOnCreation: false },
          'subnet-public-a': dualStack(4),
        },
        routeTables: {
          'rtb-a': {
            subnetIds: ['subnet-a', 'subnet-karpenter'],
            routes: [route('10.0.0.0/16', 'local', 'local'), local6, nat('nat-a'), out6],
          },
        },
        instances: {
          'i-karpenter': {
            subnetId: 'subnet-karpenter',
            tags: { 'karpenter.sh/nodepool': 'default', 'kubernetes.io/cluster/demo': 'owned' },
          },
        },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-karpenter': 'compliant' },
    },
    {
      name: 'a subnet without an IPv6 block',
      given: ipv6({ subnets: { 'subnet-a': { ipv6Cidrs: [] } } }),
      expect: ['subnet-a has no IPv6 block, and demo is of the IPv6 family.'],
      severity: 'high',
    },
    {
      name: 'an IPv6-only subnet',
      given: ipv6({ subnets: { 'subnet-a': { ipv6Native: true } } }),
      expect: ['subnet-a is IPv6-only, and the subnets of demo must have IPv4 addresses too.'],
    },
    {
      name: 'a way out for IPv4 and none for IPv6',
      given: ipv6(tableA(nat('nat-a'))),
      expect: [
        'Pods in subnet-a have no way to the IPv6 internet, though nodes have one to the IPv4 internet: rtb-a has no route for ::/0.',
      ],
      severity: 'high',
      causes: ['route rtb-a ::/0'],
    },
    {
      name: 'the egress-only gateway is gone',
      given: ipv6({ egressOnlyInternetGateways: { 'eigw-main': { attachments: [] } } }),
      expect: [
        'Pods in subnet-a have no way to the IPv6 internet, though nodes have one to the IPv4 internet: rtb-a sends ::/0 to eigw-main, which is not attached to vpc-main.',
        'Pods in subnet-b have no way to the IPv6 internet, though nodes have one to the IPv4 internet: rtb-b sends ::/0 to eigw-main, which is not attached to vpc-main.',
      ],
    },
    {
      name: 'a private cluster has no way out in either family',
      given: ipv6(tableA()),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'no way out is declared',
      given: ipv6(tableA(nat('nat-a'))),
      declare: { assumeNoEgress: true },
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'IPv6 goes to a transit gateway, which is trusted',
      given: ipv6(tableA(nat('nat-a'), route('::/0', 'transit-gateway', 'tgw-main'))),
      expect: 'compliant',
    },
    {
      name: 'IPv6 goes to a transit gateway, which is not trusted',
      given: ipv6(tableA(nat('nat-a'), route('::/0', 'transit-gateway', 'tgw-main'))),
      parameters: { trustTransitEgress: false },
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'VPC Block Public Access stands before the egress-only gateway',
      given: ipv6({ subnets: { 'subnet-a': { internetGatewayBlockMode: 'block-bidirectional' } } }),
      expect: [
        'Pods in subnet-a have no way to the IPv6 internet, though nodes have one to the IPv4 internet: rtb-a sends ::/0 to eigw-main, and VPC Block Public Access blocks both directions for subnet-a.',
      ],
    },
    {
      name: 'DNS64 is on',
      given: ipv6({ subnets: { 'subnet-a': { enableDns64: true } } }),
      expect: [
        'subnet-a has DNS64 on: names of IPv4 services resolve to 64:ff9b::/96, where pods of an IPv6 cluster need not find a NAT64.',
      ],
      severity: 'low',
    },
    {
      name: 'a fault is told though routes could not be read',
      given: without(ipv6({ subnets: { 'subnet-a': { ipv6Cidrs: [] } } }), 'routeTables'),
      expect: {
        'subnet-a': ['subnet-a has no IPv6 block, and demo is of the IPv6 family.'],
        'subnet-b': 'indeterminate',
      },
    },
    { name: 'subnets could not be read', given: without(ipv6(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
