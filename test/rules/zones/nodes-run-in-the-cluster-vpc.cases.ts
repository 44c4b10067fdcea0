import { nodesRunInTheClusterVpc } from '../../../shared/rules/zones/nodes-run-in-the-cluster-vpc.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const elsewhere = {
  vpcs: { 'vpc-b': {} },
  subnets: { 'subnet-far': { vpcId: 'vpc-b', cidr: '10.8.0.0/24' }, 'subnet-a2': { cidr: '10.0.5.0/24' } },
};
const far = (owner: string) => [`${owner} names subnet-far in vpc-b, but the cluster demo is in vpc-main.`] as const;

export default {
  rule: nodesRunInTheClusterVpc,
  cases: [
    { name: 'all node subnets in the cluster’s VPC', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'a node subnet that is none of the cluster’s own, in the same VPC',
      given: aSnapshot({ ...elsewhere, cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a2'] } } } }),
      expect: 'compliant',
    },
    {
      name: 'a node group in another VPC',
      given: aSnapshot({ ...elsewhere, cluster: { nodeGroups: { 'demo/far': { subnetIds: ['subnet-far'] } } } }),
      expect: far('Node group demo/far'),
      severity: 'high',
      causes: ['other-vpc demo/far'],
    },
    {
      name: 'a Fargate profile in another VPC',
      given: aSnapshot({ ...elsewhere, cluster: { fargateProfiles: { 'demo/jobs': { subnetIds: ['subnet-far'] } } } }),
      expect: far('Fargate profile demo/jobs'),
    },
    {
      name: 'self-managed nodes in another VPC',
      given: aSnapshot({
        ...elsewhere,
        autoScalingGroups: {
          'asg-own': { subnetIds: ['subnet-far'], tags: { 'kubernetes.io/cluster/demo': 'owned' } },
        },
      }),
      expect: far('Auto Scaling group asg-own'),
    },
    {
      name: 'a subnet that does not exist is not this rule’s business',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a', 'subnet-gone'] } } } }),
      expect: 'compliant',
    },
    {
      name: 'a cluster of hybrid nodes alone',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': null }, remoteNodeCidrs: ['10.80.0.0/16'] } }),
      expect: 'not-applicable',
    },
    {
      name: 'one group could not be described',
      given: aSnapshot({
        cluster: {
          nodeGroups: { 'demo/other': { subnetIds: { observed: false, kind: 'unread', reason: 'denied' } } },
        },
      }),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
