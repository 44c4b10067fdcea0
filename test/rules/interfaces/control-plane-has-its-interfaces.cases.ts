import { controlPlaneHasItsInterfaces } from '../../../shared/rules/interfaces/control-plane-has-its-interfaces.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn } from '../../support/snapshot-builders.ts';

const named = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { description: 'Amazon EKS demo' }]));
const gone = { 'eni-eks-a': null, 'eni-eks-b': null };

export default {
  rule: controlPlaneHasItsInterfaces,
  cases: [
    { name: 'an interface in each of two subnets', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'four interfaces',
      given: aSnapshot({ networkInterfaces: named('eni-eks-c', 'eni-eks-d') }),
      expect: 'compliant',
    },
    {
      name: 'an active cluster without any interface, with the health issue that tells why',
      given: aSnapshot({
        networkInterfaces: gone,
        cluster: { healthIssues: [{ code: 'SubnetNotFound', resourceIds: ['subnet-a'] }] },
      }),
      expect: ['The control plane of demo has no interface in the VPC.'],
      severity: 'high',
    },
    {
      name: 'one interface left',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-b': null } }),
      expect: ['The control plane has only eni-eks-a in the VPC; EKS keeps at least 2 interfaces.'],
      severity: 'low',
    },
    {
      name: 'five interfaces, as while old ones wait for their removal',
      given: aSnapshot({ networkInterfaces: named('eni-eks-c', 'eni-eks-d', 'eni-eks-e') }),
      expect: ['The control plane has 5 interfaces in the VPC; EKS keeps at most 4.'],
      severity: 'low',
    },
    {
      name: 'interfaces of a cluster whose name only begins alike do not count',
      given: aSnapshot({
        networkInterfaces: {
          'eni-eks-a': { description: 'Amazon EKS demo-2' },
          'eni-eks-b': { description: 'Amazon EKS demo-2' },
        },
      }),
      expect: ['The control plane of demo has no interface in the VPC.'],
    },
    {
      name: 'EKS is replacing the interfaces during an update',
      given: aSnapshot({ networkInterfaces: gone, cluster: { status: 'UPDATING' } }),
      expect: 'not-applicable',
    },
    {
      name: 'a single interface that a parameter allows',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-b': null } }),
      parameters: { least: 1 },
      expect: 'compliant',
    },
    {
      name: 'the interfaces of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
