import { controlPlaneInterfacesHaveACluster } from '../../../shared/rules/interfaces/control-plane-interfaces-have-a-cluster.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const left = (description: string, eni: object = {}, patches: Patches = {}) =>
  aSnapshot({ networkInterfaces: { 'eni-old': { description, status: 'available', ...eni } }, ...patches });
const orphan = [
  'eni-old in subnet-a of vpc-main is one of the control plane of old, a cluster that does not exist in this Region.',
] as const;

export default {
  rule: controlPlaneInterfacesHaveACluster,
  cases: [
    { name: 'only interfaces of clusters that exist', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'a cluster was deleted and left an interface',
      given: left('Amazon EKS old'),
      expect: orphan,
      severity: 'low',
    },
    {
      name: 'the interface is still attached by AWS',
      given: left('Amazon EKS old', { status: 'in-use' }),
      expect: orphan,
      causes: ['network-interface eni-old'],
    },
    {
      name: 'a cluster that exists and was not described',
      given: left('Amazon EKS old', {}, { clusterNames: { old: {} } }),
      expect: 'compliant',
    },
    {
      name: 'a name that begins like that of a cluster',
      given: left('Amazon EKS demo-2'),
      expect: [
        'eni-old in subnet-a of vpc-main is one of the control plane of demo-2, a cluster that does not exist in this Region.',
      ],
    },
    { name: 'other interfaces of EKS', given: left('Amazon EKS VPC resource controller'), expect: 'compliant' },
    {
      name: 'in a shared VPC another account has the cluster',
      given: left('Amazon EKS old', { ownerId: '123456789012' }),
      expect: 'indeterminate',
    },
    {
      name: 'two clusters share the VPC: the first by name reports',
      given: left('Amazon EKS old', {}, { clusters: { alpha: {} } }),
      expect: 'not-applicable',
    },
    {
      name: 'the first by name, seen from itself',
      given: left('Amazon EKS old', {}, { clusters: { alpha: {} } }),
      cluster: 'alpha',
      expect: orphan,
    },
    {
      name: 'nothing is said of the first by name, which is being deleted',
      given: left('Amazon EKS old', {}, { clusters: { alpha: { status: 'DELETING' } } }),
      expect: orphan,
    },
    {
      name: 'the names of clusters could not be listed',
      given: without(left('Amazon EKS old'), 'clusterNames'),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces are hidden',
      given: hiddenIn(aSnapshot(), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
