import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { nodeGroupsAreHealthy } from '../../../shared/rules/node-groups/node-groups-are-healthy.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const given = (group: Partial<NodeGroupRecord>) => aSnapshot({ cluster: { nodeGroups: { 'demo/workers': group } } });
const shortage = {
  code: 'InsufficientFreeAddresses',
  message: 'One or more of the subnets does not have enough available IP addresses.',
  resourceIds: ['subnet-a'],
};

export default {
  rule: nodeGroupsAreHealthy,
  cases: [
    { name: 'an active group without issues', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'a degraded group with an issue is one violation',
      given: given({ status: 'DEGRADED', healthIssues: [shortage] }),
      expect: [
        'EKS reports InsufficientFreeAddresses for demo/workers (subnet-a): One or more of the subnets does not have enough available IP addresses.',
      ],
      severity: 'high',
      causes: ['subnet-full subnet-a'],
    },
    {
      name: 'an issue of an active group, with a code that is new and no words',
      given: given({ healthIssues: [{ code: 'SomethingNew', resourceIds: [] }] }),
      expect: ['EKS reports SomethingNew for demo/workers.'],
    },
    {
      name: 'degraded for no reason that EKS tells',
      given: given({ status: 'DEGRADED' }),
      expect: ['demo/workers is DEGRADED.'],
    },
    {
      name: 'a group that could not be created',
      given: given({ status: 'CREATE_FAILED' }),
      expect: ['demo/workers is CREATE_FAILED.'],
    },
    {
      name: 'a group that could not be deleted',
      given: given({ status: 'DELETE_FAILED' }),
      expect: ['demo/workers is DELETE_FAILED.'],
    },
    { name: 'a group that is being updated', given: given({ status: 'UPDATING' }), expect: 'compliant' },
    {
      name: 'a group that is being deleted may report what it likes',
      given: given({ status: 'DELETING', healthIssues: [shortage] }),
      expect: 'not-applicable',
    },
    {
      name: 'the issues are not known',
      given: given({ healthIssues: unread('later') }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
