import { unread } from '../../../shared/model/snapshot/known.ts';
import { clusterSecurityGroupIsTagged } from '../../../shared/rules/security-groups/cluster-security-group-is-tagged.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const tagged = (tags: Readonly<Record<string, string>>) => aSnapshot({ securityGroups: { 'sg-cluster': { tags } } });
const notOwned = 'The cluster security group sg-cluster is not tagged kubernetes.io/cluster/demo=owned.';
const notNamed = 'The cluster security group sg-cluster is not tagged aws:eks:cluster-name=demo.';

export default {
  rule: clusterSecurityGroupIsTagged,
  cases: [
    { name: 'both tags', given: aSnapshot(), expect: { 'sg-cluster': 'compliant' } },
    {
      name: 'the cluster tag was deleted',
      given: tagged({ 'aws:eks:cluster-name': 'demo' }),
      expect: [notOwned],
      severity: 'low',
    },
    {
      name: 'the cluster tag of another cluster',
      given: tagged({ 'aws:eks:cluster-name': 'demo', 'kubernetes.io/cluster/demo-2': 'owned' }),
      expect: [notOwned],
    },
    {
      name: 'the cluster tag says shared',
      given: tagged({ 'aws:eks:cluster-name': 'demo', 'kubernetes.io/cluster/demo': 'shared' }),
      expect: [notOwned],
    },
    {
      name: 'only EKS can add its own tag',
      given: tagged({ 'kubernetes.io/cluster/demo': 'owned' }),
      expect: [notNamed],
    },
    { name: 'no tags', given: tagged({}), expect: [notOwned, notNamed] },
    {
      name: 'the group does not exist',
      given: aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      expect: 'not-applicable',
    },
    {
      name: 'tags could not be read',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { tags: unread('not supplied') } } }),
      expect: 'indeterminate',
    },
    {
      name: 'security groups could not be read',
      given: without(aSnapshot(), 'securityGroups'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
