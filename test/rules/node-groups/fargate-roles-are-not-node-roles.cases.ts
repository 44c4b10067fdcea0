import { unread } from '../../../shared/model/snapshot/known.ts';
import { fargateRolesAreNotNodeRoles } from '../../../shared/rules/node-groups/fargate-roles-are-not-node-roles.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

type Cluster = NonNullable<NonNullable<Parameters<typeof aSnapshot>[0]>['cluster']>;

const given = (cluster: Cluster) => aSnapshot({ cluster: { fargateProfiles: { 'demo/pods': {} }, ...cluster } });
const nodes = 'arn:aws:iam::111122223333:role/nodes';

export default {
  rule: fargateRolesAreNotNodeRoles,
  cases: [
    { name: 'a role of its own', given: given({}), expect: 'compliant' },
    {
      name: 'the role of the second node group',
      given: given({
        fargateProfiles: { 'demo/pods': { podExecutionRoleArn: 'arn:aws:iam::111122223333:role/shared' } },
        nodeGroups: { 'demo/more': { nodeRoleArn: 'arn:aws:iam::111122223333:role/shared' } },
      }),
      expect: [
        'demo/pods runs its pods with arn:aws:iam::111122223333:role/shared, which is also the node role of demo/more; EKS asks for a role of its own.',
      ],
      severity: 'low',
    },
    {
      name: 'another profile shares the node role',
      given: given({ fargateProfiles: { 'demo/pods': {}, 'demo/jobs': { podExecutionRoleArn: nodes } } }),
      expect: {
        'demo/pods': 'compliant',
        'demo/jobs': [
          `demo/jobs runs its pods with ${nodes}, which is also the node role of demo/workers; EKS asks for a role of its own.`,
        ],
      },
    },
    { name: 'no node groups', given: given({ nodeGroups: { 'demo/workers': null } }), expect: 'compliant' },
    { name: 'no Fargate profiles', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the role of one node group is not known',
      given: given({ nodeGroups: { 'demo/more': { nodeRoleArn: unread('later') } } }),
      expect: 'indeterminate',
    },
    {
      name: 'the profile does not tell its role',
      given: given({ fargateProfiles: { 'demo/pods': { podExecutionRoleArn: undefined } } }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
