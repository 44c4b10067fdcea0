import { controlPlaneInterfacesSitInClusterSubnets } from '../../../shared/rules/interfaces/control-plane-interfaces-sit-in-cluster-subnets.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

export default {
  rule: controlPlaneInterfacesSitInClusterSubnets,
  cases: [
    { name: 'each interface in a cluster subnet', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'an interface was left behind by a change of subnets',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-b': { subnetId: 'subnet-public-b' } } }),
      expect: {
        'eni-eks-a': 'compliant',
        'eni-eks-b': [
          'eni-eks-b sits in subnet-public-b, which is not one of the cluster’s subnets (subnet-a, subnet-b).',
        ],
      },
      severity: 'high',
    },
    {
      name: 'an interface that is attached to nothing stands outside the cluster’s subnets',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-b': { subnetId: 'subnet-public-b', status: 'available' } } }),
      expect: ['eni-eks-b sits in subnet-public-b, which is not one of the cluster’s subnets (subnet-a, subnet-b).'],
    },
    {
      name: 'all interfaces in one of two zones',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-b': { subnetId: 'subnet-a' } } }),
      expect: [
        'eni-eks-a and all others of the control plane (2) sit in use1-az1, although the cluster has subnets in other zones.',
        'eni-eks-b and all others of the control plane (2) sit in use1-az1, although the cluster has subnets in other zones.',
      ],
      severity: 'low',
    },
    {
      name: 'an interface in a subnet that no longer exists may be in any zone',
      given: aSnapshot({ networkInterfaces: { 'eni-eks-b': { subnetId: 'subnet-gone' } } }),
      expect: {
        'eni-eks-a': 'compliant',
        'eni-eks-b': ['eni-eks-b sits in subnet-gone, which is not one of the cluster’s subnets (subnet-a, subnet-b).'],
      },
    },
    {
      name: 'a cluster with subnets in one zone only is another rule’s business',
      given: aSnapshot({ subnets: { 'subnet-b': { zoneId: 'use1-az1' } } }),
      expect: 'compliant',
    },
    {
      name: 'EKS is replacing the interfaces during an update',
      given: aSnapshot({
        cluster: { status: 'UPDATING' },
        networkInterfaces: { 'eni-eks-b': { subnetId: 'subnet-public-b' } },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the interfaces of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'the subnets could not be read, so their zones are not known',
      given: without(aSnapshot(), 'subnets'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
