import { podSubnetTagsAreCoherent } from '../../../shared/rules/addresses/pod-subnet-tags-are-coherent.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const role = (value: string, ...clusters: string[]) => ({
  'kubernetes.io/role/cni': value,
  ...Object.fromEntries(clusters.map((name) => [`cni.networking.k8s.aws/cluster/${name}`, ''])),
});

/** `subnet-a`, the only node subnet of its zone, has these tags. */
const tagged = (tags: Readonly<Record<string, string>>, patches: Patches = {}) =>
  aSnapshot({ ...patches, subnets: { 'subnet-a': { tags }, ...patches.subnets } });

/** A subnet for pods in the first zone, which uses the main route table unless another names it. */
const withPods = (tags: Readonly<Record<string, string>>, patches: Patches = {}) =>
  aSnapshot({
    ...patches,
    subnets: { 'subnet-pods': { cidr: '100.64.0.0/19', tags }, ...patches.subnets },
    routeTables: {
      'rtb-a': { subnetIds: ['subnet-a', 'subnet-pods'] },
      ...patches.routeTables,
    },
  });

const cni = (environment: Readonly<Record<string, string>>) => ({ addOns: { 'vpc-cni': { environment } } });

const nothing = (tags: string) =>
  `subnet-a is tagged ${tags}, and no other subnet of use1-az1 serves pods of its nodes: no valid subnets available for ENI creation.`;

const isolated = { routeTables: { 'rtb-a': { subnetIds: ['subnet-a'] } } };

export default {
  rule: podSubnetTagsAreCoherent,
  cases: [
    {
      name: 'a subnet for pods beside the nodes, with the same routes',
      given: withPods(role('1')),
      expect: { 'subnet-pods': 'compliant', 'subnet-a': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    { name: 'no subnet of the VPC has the tag', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the only subnet of a zone is tagged 0',
      given: tagged(role('0')),
      expect: { 'subnet-a': [nothing('kubernetes.io/role/cni=0')], 'subnet-b': 'compliant' },
      severity: 'medium',
      causes: ['pod-subnet-tag subnet-a'],
    },
    {
      name: 'the node subnet is tagged 0 on purpose, and another serves pods',
      given: withPods(role('1'), { subnets: { 'subnet-a': { tags: role('0') }, 'subnet-pods': { tags: role('1') } } }),
      expect: { 'subnet-a': 'compliant', 'subnet-pods': 'compliant' },
    },
    {
      name: 'the subnet for pods lies in another zone',
      given: tagged(role('0'), { subnets: { 'subnet-a': { tags: role('0') }, 'subnet-pods-b': { tags: role('1') } } }),
      expect: { 'subnet-a': [nothing('kubernetes.io/role/cni=0')] },
    },
    {
      name: 'subnet discovery is off, and so the subnet for pods is none',
      given: withPods(role('1'), {
        cluster: cni({ ENABLE_SUBNET_DISCOVERY: 'false' }),
        subnets: { 'subnet-a': { tags: role('0') }, 'subnet-pods': { tags: role('1') } },
      }),
      expect: { 'subnet-a': [nothing('kubernetes.io/role/cni=0')] },
    },
    {
      name: 'the node subnet is kept for pods of another cluster',
      given: tagged(role('1', 'other')),
      expect: { 'subnet-a': [nothing('kubernetes.io/role/cni=1, cni.networking.k8s.aws/cluster/other')] },
    },
    {
      name: 'the tag without a value does not count, and without the tag a node subnet is open',
      given: tagged(role(''), { subnets: { 'subnet-a': { tags: role('') }, 'subnet-b': { tags: role('1') } } }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant' },
    },
    {
      name: 'a subnet for pods of another cluster',
      given: withPods(role('1', 'other')),
      expect: { 'subnet-pods': 'not-applicable', 'subnet-a': 'compliant' },
      notes: ['subnet-pods is offered to pods of other alone, and pods of demo do not use it.'],
    },
    {
      name: 'a subnet for pods of this cluster among others',
      given: withPods(role('1', 'other', 'demo')),
      expect: { 'subnet-pods': 'compliant' },
    },
    {
      name: 'a subnet for pods in a zone without nodes',
      given: aSnapshot({ subnets: { 'subnet-pods-c': { tags: role('1') } } }),
      expect: 'compliant',
      notes: ['subnet-pods-c is offered to pods, and no nodes of demo run in use1-az3.'],
    },
    {
      name: 'a subnet for pods without a way out: pods leave through their nodes',
      given: withPods(role('1'), isolated),
      expect: 'compliant',
      notes: [
        'subnet-pods has no way to the internet of its own: pods there leave the VPC through subnet-a, as long as AWS_VPC_K8S_CNI_EXTERNALSNAT is off.',
      ],
    },
    {
      name: 'a subnet for pods without a way out, and pods keep their addresses',
      given: withPods(role('1'), { ...isolated, cluster: cni({ AWS_VPC_K8S_CNI_EXTERNALSNAT: 'true' }) }),
      expect: [
        'Pods in subnet-pods have no way to the internet, though their nodes in subnet-a have one: rtb-main (main) has no route for 0.0.0.0/0, and pods keep their addresses (AWS_VPC_K8S_CNI_EXTERNALSNAT).',
      ],
      causes: ['route rtb-main 0.0.0.0/0'],
    },
    {
      name: 'nodes have no way out either',
      given: withPods(role('1'), {
        cluster: cni({ AWS_VPC_K8S_CNI_EXTERNALSNAT: 'true' }),
        routeTables: { 'rtb-a': { subnetIds: [] } },
      }),
      expect: { 'subnet-pods': 'compliant' },
    },
    {
      name: 'with custom networking the tags have no say',
      given: tagged(role('0'), { cluster: cni({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' }) }),
      expect: 'not-applicable',
    },
    { name: 'subnets could not be read', given: without(tagged(role('0')), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
