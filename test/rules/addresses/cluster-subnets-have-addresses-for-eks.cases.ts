import { clusterSubnetsHaveAddressesForEks } from '../../../shared/rules/addresses/cluster-subnets-have-addresses-for-eks.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

export default {
  rule: clusterSubnetsHaveAddressesForEks,
  cases: [
    { name: 'both cluster subnets have plenty', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'five free addresses and one EKS interface make six',
      given: aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 5 } } }),
      expect: 'compliant',
    },
    {
      name: 'four free addresses and one EKS interface make five',
      given: aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 4 } } }),
      expect: ['subnet-a has 4 free addresses and 1 held by EKS interfaces; EKS needs 6.'],
    },
    {
      name: 'an interface of a cluster whose name only begins alike does not count',
      given: aSnapshot({
        subnets: { 'subnet-a': { freeIpv4Addresses: 5 } },
        networkInterfaces: { 'eni-eks-a': { description: 'Amazon EKS demo-2' } },
      }),
      expect: ['subnet-a has 5 free addresses and 0 held by EKS interfaces; EKS needs 6.'],
    },
    {
      name: 'two clusters that share a subnet need six each',
      given: aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 10 } }, clusters: { other: {} } }),
      expect: {
        'subnet-a': [
          'subnet-a has 10 free addresses and 1 held by EKS interfaces; EKS needs 12 for the 2 clusters that share it.',
        ],
        'subnet-b': 'compliant',
      },
    },
    {
      name: 'a full subnet that only hosts load balancers',
      given: aSnapshot({ subnets: { 'subnet-public-a': { freeIpv4Addresses: 0 } } }),
      expect: { 'subnet-a': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'a cluster subnet that was deleted is another rule’s business',
      given: aSnapshot({ subnets: { 'subnet-a': null } }),
      expect: 'compliant',
    },
    {
      name: 'a lower minimum set by parameter',
      given: aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 2 } } }),
      parameters: { required: 3 },
      expect: 'compliant',
    },
    {
      name: 'few addresses are free, and the interfaces of the VPC are hidden',
      given: hiddenIn(
        aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 4 } } }),
        'networkInterfaces',
        'vpc-main',
      ),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'interfaces were not read, and are not needed: enough addresses are free',
      given: without(aSnapshot(), 'networkInterfaces'),
      expect: 'compliant',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'the cluster is being created',
      given: aSnapshot({ cluster: { status: 'CREATING' } }),
      expect: 'not-applicable',
    },
    {
      name: 'a local cluster on an Outpost',
      given: aSnapshot({ cluster: { onOutpost: true } }),
      expect: 'not-applicable',
    },
    {
      name: 'a registered external cluster',
      given: aSnapshot({ cluster: { connected: true } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
