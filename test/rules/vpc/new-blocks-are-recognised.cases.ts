import type { NetworkInterfaceRecord } from '../../../shared/model/snapshot/compute.ts';
import { newBlocksAreRecognised } from '../../../shared/rules/vpc/new-blocks-are-recognised.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

/** The VPC has had 100.64.0.0/16 added, with a pod subnet in it; observed at nine. */
const withPods = (eni: Partial<NetworkInterfaceRecord> | undefined, patches: Patches = {}) =>
  aSnapshot({
    vpcs: { 'vpc-main': { cidrs: ['10.0.0.0/16', '100.64.0.0/16'] } },
    subnets: { 'subnet-pods-a': { cidr: '100.64.0.0/18' } },
    ...(eni ? { networkInterfaces: { 'eni-pods': { subnetId: 'subnet-pods-a', ...eni } } } : {}),
    ...patches,
  });
const ofTheCni = (createdAt: string) => ({
  description: 'aws-K8S-i-node-a',
  tags: { 'node.k8s.amazonaws.com/instance_id': 'i-node-a', 'node.k8s.amazonaws.com/createdAt': createdAt },
});
const firstOf = (instanceId: string) => ({
  attachment: { instanceId, instanceOwnerId: '111122223333', deviceIndex: 0, status: 'attached' },
});

export default {
  rule: newBlocksAreRecognised,
  cases: [
    { name: 'a VPC with its primary block alone', given: aSnapshot(), expect: 'not-applicable' },
    { name: 'a secondary block in which nothing runs', given: withPods(undefined), expect: 'compliant' },
    {
      name: 'the VPC CNI made an interface in the block exactly an hour ago',
      given: withPods(ofTheCni('2026-11-21T08:00:00Z')),
      expect: 'compliant',
    },
    {
      name: 'the VPC CNI made the only interface in the block less than an hour ago',
      given: withPods(ofTheCni('2026-11-21T08:00:01Z')),
      expect: 'indeterminate',
    },
    {
      name: 'less than an hour ago, where half an hour is taken to be enough',
      given: withPods(ofTheCni('2026-11-21T08:20:00Z')),
      parameters: { reconciliationMinutes: 30 },
      expect: 'compliant',
    },
    {
      name: 'one of two interfaces is old',
      given: withPods(ofTheCni('2026-11-21T08:59:00Z'), {
        networkInterfaces: {
          'eni-new': { subnetId: 'subnet-pods-a', ...ofTheCni('2026-11-21T08:59:00Z') },
          'eni-old': { subnetId: 'subnet-pods-a', ...ofTheCni('2026-11-20T08:59:00Z') },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'a node in the block runs since yesterday',
      given: withPods(firstOf('i-node-a'), { instances: { 'i-node-a': { launchTime: '2026-11-20T09:00:00Z' } } }),
      expect: 'compliant',
    },
    {
      name: 'a node in the block whose launch is not told',
      given: withPods(firstOf('i-node-a')),
      expect: 'indeterminate',
    },
    {
      name: 'a node in the block whose instance was not read',
      given: without(withPods(firstOf('i-node-a')), 'instances'),
      expect: 'indeterminate',
    },
    {
      name: 'a tag that is no time',
      given: withPods(ofTheCni('yesterday')),
      expect: 'indeterminate',
    },
    {
      name: 'only a load balancer and a control plane have interfaces in the block',
      given: withPods(undefined, {
        networkInterfaces: {
          'eni-elb': { subnetId: 'subnet-pods-a', description: 'ELB app/web/1' },
          'eni-nat': { subnetId: 'subnet-pods-a', interfaceType: 'nat_gateway' },
          'eni-eks': { subnetId: 'subnet-pods-a', description: 'Amazon EKS other' },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'interfaces are hidden',
      given: hiddenIn(withPods(undefined), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
