import { unread } from '../../../shared/model/snapshot/known.ts';
import { nodesCarryOneTaggedSecurityGroup } from '../../../shared/rules/security-groups/nodes-carry-one-tagged-security-group.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const tag = 'kubernetes.io/cluster/demo';
const tagged = { tags: { [tag]: 'owned' } };
/** Both nodes carry these groups. */
const onNodes = (securityGroupIds: string[], patches: Patches = {}) =>
  aSnapshot({
    ...patches,
    networkInterfaces: {
      'eni-node-a': { securityGroupIds },
      'eni-node-b': { securityGroupIds },
      ...patches.networkInterfaces,
    },
  });
const refusal = `load balancers get no targets (expected exactly one securityGroup tagged with ${tag}).`;
const several = (who: string, groups: string) =>
  `Nodes (${who}) carry ${groups}, which are all tagged ${tag}: ${refusal}`;
const none = (who: string, groups: string) =>
  `Nodes (${who}) carry ${groups}, none of which is tagged ${tag}: ${refusal}`;
const both = 'eni-node-a, eni-node-b';

export default {
  rule: nodesCarryOneTaggedSecurityGroup,
  cases: [
    { name: 'the cluster security group alone', given: aSnapshot(), expect: { demo: 'compliant' } },
    {
      name: 'with a second group that is not tagged',
      given: onNodes(['sg-cluster', 'sg-node'], { securityGroups: { 'sg-node': {} } }),
      expect: 'compliant',
    },
    {
      name: 'with a second group that is tagged too',
      given: onNodes(['sg-cluster', 'sg-node'], { securityGroups: { 'sg-node': tagged } }),
      expect: [several(both, 'sg-cluster and sg-node')],
      severity: 'high',
      causes: [`cluster-tag sg-node ${tag}`],
    },
    {
      name: 'the key counts, not the value',
      given: onNodes(['sg-cluster', 'sg-node'], { securityGroups: { 'sg-node': { tags: { [tag]: '' } } } }),
      expect: [several(both, 'sg-cluster and sg-node')],
    },
    {
      name: 'two tagged groups of somebody’s own',
      given: onNodes(['sg-one', 'sg-two'], { securityGroups: { 'sg-one': tagged, 'sg-two': tagged } }),
      expect: [several(both, 'sg-one and sg-two')],
    },
    {
      name: 'the second group is tagged for another cluster',
      given: onNodes(['sg-cluster', 'sg-node'], {
        securityGroups: { 'sg-node': { tags: { 'kubernetes.io/cluster/demo-2': 'owned' } } },
      }),
      expect: 'compliant',
    },
    {
      name: 'a single group needs no tag',
      given: onNodes(['sg-node'], { securityGroups: { 'sg-node': {} } }),
      expect: 'compliant',
    },
    {
      name: 'two groups, neither of them tagged',
      given: onNodes(['sg-node', 'sg-office'], { securityGroups: { 'sg-node': {}, 'sg-office': {} } }),
      expect: [none(both, 'sg-node and sg-office')],
      severity: 'medium',
    },
    {
      name: 'the cluster security group has lost its tag',
      given: onNodes(['sg-cluster', 'sg-node'], { securityGroups: { 'sg-cluster': { tags: {} }, 'sg-node': {} } }),
      expect: [none(both, 'sg-cluster and sg-node')],
      causes: [`cluster-tag sg-cluster ${tag}`],
    },
    {
      name: 'one node differs from the other',
      given: aSnapshot({
        networkInterfaces: { 'eni-node-b': { securityGroupIds: ['sg-cluster', 'sg-node'] } },
        securityGroups: { 'sg-node': tagged },
      }),
      expect: [several('eni-node-b', 'sg-cluster and sg-node')],
    },
    {
      name: 'the nodes of a group that has none yet',
      given: aSnapshot({
        cluster: {
          nodeGroups: { 'demo/later': { minSize: 0, desiredSize: 0, launchTemplate: { id: 'lt-x', version: '1' } } },
        },
        launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-cluster', 'sg-node'] } },
        securityGroups: { 'sg-node': tagged },
      }),
      expect: [several('node group later', 'sg-cluster and sg-node')],
    },
    {
      name: 'a node that Karpenter launched',
      given: aSnapshot({
        instances: { 'i-karpenter': { tags: { 'karpenter.sh/nodepool': 'general', [tag]: 'owned' } } },
        networkInterfaces: {
          'eni-karpenter': {
            securityGroupIds: ['sg-cluster', 'sg-node'],
            attachment: { instanceId: 'i-karpenter', instanceOwnerId: '111122223333', deviceIndex: 0 },
          },
        },
        securityGroups: { 'sg-node': tagged },
      }),
      expect: [several('eni-karpenter', 'sg-cluster and sg-node')],
    },
    {
      name: 'nothing creates load balancers',
      given: onNodes(['sg-cluster', 'sg-node'], { securityGroups: { 'sg-node': tagged } }),
      declare: { loadBalancerController: 'none' },
      expect: 'not-applicable',
    },
    {
      name: 'no nodes',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': null } },
        instances: { 'i-node-a': null, 'i-node-b': null },
        networkInterfaces: { 'eni-node-a': null, 'eni-node-b': null },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the tags of the second group could not be read',
      given: onNodes(['sg-cluster', 'sg-node'], { securityGroups: { 'sg-node': { tags: unread('denied') } } }),
      expect: 'indeterminate',
    },
    {
      name: 'the groups of the VPC are hidden',
      given: hiddenIn(onNodes(['sg-cluster', 'sg-node']), 'securityGroups', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'interfaces could not be read', given: without(aSnapshot(), 'networkInterfaces'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
