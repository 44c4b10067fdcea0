import { controlPlaneUpdatesHaveAddresses } from '../../../shared/rules/addresses/control-plane-updates-have-addresses.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

/** Three cluster subnets, two of them in the first zone, with these free addresses. */
const threeSubnets = (a: number, alsoA: number, b: number) =>
  aSnapshot({
    cluster: { subnetIds: ['subnet-a', 'subnet-a2', 'subnet-b'] },
    subnets: {
      'subnet-a': { freeIpv4Addresses: a },
      'subnet-a2': { freeIpv4Addresses: alsoA },
      'subnet-b': { freeIpv4Addresses: b },
    },
  });

const twoSubnets = (a: number, b: number) =>
  aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: a }, 'subnet-b': { freeIpv4Addresses: b } } });

export default {
  rule: controlPlaneUpdatesHaveAddresses,
  cases: [
    { name: 'plenty in both zones', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'ten in one zone and three in the other',
      given: twoSubnets(10, 3),
      expect: [
        'The control plane of demo cannot be updated now: 1 of 2 zones that it needs has 5 free addresses in the cluster’s subnets (use1-az1 10 in subnet-a, use1-az2 3 in subnet-b).',
      ],
      severity: 'high',
    },
    {
      name: 'four in one zone and twenty in the other',
      given: twoSubnets(4, 20),
      expect: [
        'The control plane of demo cannot be updated now: 1 of 2 zones that it needs has 5 free addresses in the cluster’s subnets (use1-az1 4 in subnet-a, use1-az2 20 in subnet-b).',
      ],
    },
    {
      name: 'both zones are full: one cause, which other rules have too',
      given: twoSubnets(4, 3),
      expect: [
        'The control plane of demo cannot be updated now: 0 of 2 zones that it needs have 5 free addresses in the cluster’s subnets (use1-az1 4 in subnet-a, use1-az2 3 in subnet-b).',
      ],
      causes: ['subnet-full subnet-a'],
    },
    {
      name: 'a Local Zone is none in which EKS places interfaces',
      given: aSnapshot({ subnets: { 'subnet-b': { zoneId: 'use1-atl2-az1', zone: 'us-east-1-atl-2a' } } }),
      expect: [
        'The control plane of demo cannot be updated now: 1 of 2 zones that it needs has 5 free addresses in the cluster’s subnets (use1-az1 200 in subnet-a).',
      ],
      causes: ['subnet-zone subnet-b'],
    },
    { name: 'two subnets of one zone make six together', given: threeSubnets(3, 3, 6), expect: 'compliant' },
    { name: 'exactly five in each of two zones', given: twoSubnets(5, 5), expect: 'compliant' },
    {
      name: 'all cluster subnets lie in one zone',
      given: aSnapshot({ subnets: { 'subnet-b': { zoneId: 'use1-az1' } } }),
      expect: [
        'The control plane of demo cannot be updated now: 1 of 2 zones that it needs has 5 free addresses in the cluster’s subnets (use1-az1 400 in subnet-a and subnet-b).',
      ],
    },
    {
      name: 'every cluster subnet was deleted',
      given: aSnapshot({ cluster: { subnetIds: ['subnet-x', 'subnet-y'] } }),
      expect: [
        'The control plane of demo cannot be updated now: 0 of 2 zones that it needs have 5 free addresses in the cluster’s subnets (none exists).',
      ],
    },
    {
      name: 'every subnet must have five, by parameter',
      given: threeSubnets(3, 3, 6),
      parameters: { strictPerSubnet: true },
      expect: [
        'subnet-a has 3 free addresses; a change of the control plane may take 5 in each cluster subnet.',
        'subnet-a2 has 3 free addresses; a change of the control plane may take 5 in each cluster subnet.',
      ],
    },
    {
      name: 'every subnet has five, by parameter',
      given: aSnapshot(),
      parameters: { strictPerSubnet: true },
      expect: 'compliant',
    },
    {
      name: 'fewer are enough, by parameter',
      given: twoSubnets(10, 3),
      parameters: { minFree: 3 },
      expect: 'compliant',
    },
    {
      name: 'full subnets of node groups are no business of the control plane',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-c'] } } },
        subnets: { 'subnet-c': { freeIpv4Addresses: 0 } },
      }),
      expect: 'compliant',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'the cluster is being created',
      given: aSnapshot({ cluster: { status: 'CREATING' } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
