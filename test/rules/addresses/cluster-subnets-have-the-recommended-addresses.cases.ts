import { clusterSubnetsHaveTheRecommendedAddresses } from '../../../shared/rules/addresses/cluster-subnets-have-the-recommended-addresses.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

/** `subnet-a` with so many free addresses; one of its addresses is held by an interface of the control plane. */
const withFree = (freeIpv4Addresses: number, cidr = '10.0.1.0/24') =>
  aSnapshot({ subnets: { 'subnet-a': { cidr, freeIpv4Addresses } } });

export default {
  rule: clusterSubnetsHaveTheRecommendedAddresses,
  cases: [
    {
      name: 'plenty of addresses, and a public subnet that is none of the cluster’s',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'a /24 with nine free and one held by EKS',
      given: withFree(9),
      expect: ['subnet-a has 9 free addresses and 1 held by EKS interfaces; AWS recommends 16.'],
      severity: 'low',
      causes: ['subnet-full subnet-a'],
    },
    { name: 'a /24 with fifteen free and one held by EKS', given: withFree(15), expect: 'compliant' },
    {
      name: 'a /24 with fourteen free and one held by EKS',
      given: withFree(14),
      expect: ['subnet-a has 14 free addresses and 1 held by EKS interfaces; AWS recommends 16.'],
    },
    {
      name: 'a /28 for the control plane alone: nine free and two held by EKS are all that it can have',
      given: aSnapshot({
        subnets: { 'subnet-a': { cidr: '10.0.1.0/28', freeIpv4Addresses: 9 } },
        networkInterfaces: { 'eni-eks-2': { description: 'Amazon EKS demo', subnetId: 'subnet-a' } },
      }),
      expect: 'compliant',
    },
    {
      name: 'a /28 in which something else holds an address',
      given: withFree(9, '10.0.1.0/28'),
      expect: ['subnet-a has 9 free addresses and 1 held by EKS interfaces; AWS recommends 11.'],
    },
    {
      name: 'two clusters share the subnet',
      given: aSnapshot({
        clusters: { other: {} },
        subnets: { 'subnet-a': { freeIpv4Addresses: 30 } },
      }),
      expect: {
        'subnet-a': [
          'subnet-a has 30 free addresses and 1 held by EKS interfaces; AWS recommends 32 for the 2 clusters that share it.',
        ],
        'subnet-b': 'compliant',
      },
    },
    {
      name: 'interfaces of a cluster with a similar name do not count',
      given: aSnapshot({
        subnets: { 'subnet-a': { freeIpv4Addresses: 14 } },
        networkInterfaces: { 'eni-eks-2': { description: 'Amazon EKS demo-2', subnetId: 'subnet-a' } },
      }),
      expect: ['subnet-a has 14 free addresses and 1 held by EKS interfaces; AWS recommends 16.'],
    },
    { name: 'fewer set by parameter', given: withFree(9), parameters: { recommended: 10 }, expect: 'compliant' },
    {
      name: 'interfaces are hidden, and too few addresses are free',
      given: hiddenIn(withFree(9), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces are hidden, and enough addresses are free',
      given: hiddenIn(withFree(16), 'networkInterfaces', 'vpc-main'),
      expect: 'compliant',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
