import { unread } from '../../../shared/model/snapshot/known.ts';
import { clusterTagsDoNotExcludeTheCluster } from '../../../shared/rules/load-balancer-tags/cluster-tags-do-not-exclude-the-cluster.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const tagged = (...keys: string[]) =>
  aSnapshot({
    subnets: {
      'subnet-public-a': {
        tags: { 'kubernetes.io/role/elb': '1', ...Object.fromEntries(keys.map((key) => [key, 'shared'])) },
      },
    },
  });
const foreign = (keys: string, subnet = 'subnet-public-a') =>
  [
    `${subnet} is tagged ${keys} and not kubernetes.io/cluster/demo: controllers of demo create no load balancers in it.`,
  ] as const;

export default {
  rule: clusterTagsDoNotExcludeTheCluster,
  cases: [
    { name: 'no cluster tags at all', given: aSnapshot(), expect: 'compliant' },
    { name: 'the tag of this cluster', given: tagged('kubernetes.io/cluster/demo'), expect: 'compliant' },
    {
      name: 'the value of the tag does not matter',
      given: aSnapshot({
        subnets: { 'subnet-public-a': { tags: { 'kubernetes.io/role/elb': '1', 'kubernetes.io/cluster/demo': 'no' } } },
      }),
      expect: 'compliant',
    },
    {
      name: 'the tag of another cluster',
      given: tagged('kubernetes.io/cluster/other'),
      expect: foreign('kubernetes.io/cluster/other'),
      severity: 'medium',
    },
    {
      name: 'the tags of another cluster and of this one',
      given: tagged('kubernetes.io/cluster/other', 'kubernetes.io/cluster/demo'),
      expect: 'compliant',
    },
    {
      name: 'a cluster whose name only begins alike',
      given: tagged('kubernetes.io/cluster/demo-2'),
      expect: foreign('kubernetes.io/cluster/demo-2'),
    },
    {
      name: 'a tag of Cluster Autoscaler counts, because the controller’s prefix has no slash',
      given: tagged('kubernetes.io/cluster-autoscaler/enabled'),
      expect: foreign('kubernetes.io/cluster-autoscaler/enabled'),
    },
    {
      name: 'a node subnet without a role tag',
      given: aSnapshot({
        subnets: { 'subnet-a': { tags: { 'kubernetes.io/cluster/other': 'owned' } } },
        cluster: { subnetIds: ['subnet-b'] },
      }),
      expect: { 'subnet-a': foreign('kubernetes.io/cluster/other', 'subnet-a'), 'subnet-b': 'compliant' },
    },
    {
      name: 'a subnet that only pods use',
      given: aSnapshot({
        subnets: {
          'subnet-pods': { tags: { 'kubernetes.io/role/cni': '1', 'kubernetes.io/cluster/other': 'shared' } },
        },
      }),
      expect: { 'subnet-pods': 'not-applicable', 'subnet-a': 'compliant' },
    },
    {
      name: 'the tag of the cluster itself is asked for',
      given: aSnapshot({
        subnets: { 'subnet-a': { tags: { 'kubernetes.io/cluster/demo': 'shared' } } },
        cluster: { subnetIds: ['subnet-a'], nodeGroups: { 'demo/workers': null } },
      }),
      parameters: { requireClusterTag: true },
      expect: {
        'subnet-a': 'compliant',
        'subnet-public-a': ['subnet-public-a is not tagged kubernetes.io/cluster/demo, which is required here.'],
      },
    },
    {
      name: 'the tags of a subnet could not be read',
      given: aSnapshot({ subnets: { 'subnet-a': { tags: unread('hidden') } } }),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
  ],
} satisfies RuleCases;
