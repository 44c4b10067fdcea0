import { unread } from '../../../shared/model/snapshot/known.ts';
import { controlPlaneInterfacesCarryConfiguredGroups } from '../../../shared/rules/interfaces/control-plane-interfaces-carry-configured-groups.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const legacy =
  'Clusters made with Kubernetes 1.14 before platform version eks.3 have no cluster security group on their interfaces until they are updated.';

export default {
  rule: controlPlaneInterfacesCarryConfiguredGroups,
  cases: [
    { name: 'the cluster security group alone', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the same groups in another order, one of them twice',
      given: aSnapshot({
        cluster: { securityGroupIds: ['sg-extra', 'sg-cluster'] },
        networkInterfaces: {
          'eni-eks-a': { securityGroupIds: ['sg-extra', 'sg-cluster'] },
          'eni-eks-b': { securityGroupIds: ['sg-cluster', 'sg-extra', 'sg-extra'] },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'an old cluster whose interfaces carry the VPC’s default group',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-a': { securityGroupIds: ['sg-default'] } } }),
      expect: {
        'eni-eks-a': [
          'eni-eks-a does not carry the cluster security group sg-cluster; it carries sg-default.',
          'eni-eks-a carries sg-default, which the cluster does not name.',
        ],
        'eni-eks-b': 'compliant',
      },
      severity: 'high',
      notes: [legacy],
    },
    {
      name: 'an additional group did not arrive on the interfaces',
      given: aSnapshot({
        cluster: { securityGroupIds: ['sg-extra'] },
        networkInterfaces: { 'eni-eks-a': { securityGroupIds: ['sg-cluster', 'sg-extra'] } },
      }),
      expect: ['eni-eks-b does not carry sg-extra, which the cluster names as additional security groups.'],
      severity: 'high',
    },
    {
      name: 'an interface carries a group that the cluster does not name',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-a': { securityGroupIds: ['sg-cluster', 'sg-stray'] } } }),
      expect: ['eni-eks-a carries sg-stray, which the cluster does not name.'],
      severity: 'medium',
    },
    {
      name: 'EKS is replacing the interfaces during an update',
      given: aSnapshot({
        cluster: { status: 'UPDATING' },
        networkInterfaces: { 'eni-eks-a': { securityGroupIds: ['sg-stray'] } },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the additional groups are not known',
      given: aSnapshot({ cluster: { securityGroupIds: unread('reading it was denied') } }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
