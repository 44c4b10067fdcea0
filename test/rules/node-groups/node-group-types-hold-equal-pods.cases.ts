import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import { nodeGroupTypesHoldEqualPods } from '../../../shared/rules/node-groups/node-group-types-hold-equal-pods.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const given = (instanceTypes: string[], group: Partial<NodeGroupRecord> = {}, patches: Patches = {}) =>
  aSnapshot({
    ...patches,
    cluster: { ...patches.cluster, nodeGroups: { 'demo/workers': { instanceTypes, ...group } } },
  });
const prefixes = { 'vpc-cni': { environment: { ENABLE_PREFIX_DELEGATION: 'true' } } };

export default {
  rule: nodeGroupTypesHoldEqualPods,
  cases: [
    {
      name: 'two types with the same interfaces and addresses',
      given: given(['m5.large', 'm5a.large'], {}, { instanceTypes: { 'm5a.large': {} } }),
      expect: 'compliant',
    },
    {
      name: 'types of two sizes',
      given: given(['m5.large', 'm5.xlarge']),
      expect: [
        'The types of demo/workers can run unequally many pods (m5.large 29, m5.xlarge 58); EKS allows 29 on every node.',
      ],
      severity: 'low',
    },
    {
      name: 'types of two sizes with prefix delegation: both reach the ceiling',
      given: given(['m5.large', 'm5.xlarge'], {}, { cluster: { addOns: prefixes } }),
      expect: 'compliant',
    },
    {
      name: 'prefix delegation beside a type that is not Nitro',
      given: given(
        ['m5.large', 'm4.large'],
        {},
        {
          cluster: { addOns: prefixes },
          instanceTypes: { 'm4.large': { hypervisor: 'xen', maximumInterfaces: 2 } },
        },
      ),
      expect: [
        'The types of demo/workers can run unequally many pods (m5.large 110, m4.large 20); EKS allows 20 on every node.',
      ],
    },
    {
      name: 'prefix delegation, and the vCPUs of a large type are not known',
      given: given(
        ['m5.large', 'm5.24xlarge'],
        {},
        {
          cluster: { addOns: prefixes },
          instanceTypes: { 'm5.24xlarge': { vcpus: undefined, maximumInterfaces: 15, ipv4AddressesPerInterface: 50 } },
        },
      ),
      expect: 'indeterminate',
    },
    {
      name: 'custom networking takes an interface from each',
      given: given(
        ['m5.large', 'm5.xlarge'],
        {},
        {
          cluster: { addOns: { 'vpc-cni': { environment: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } } } },
        },
      ),
      expect: [
        'The types of demo/workers can run unequally many pods (m5.large 20, m5.xlarge 44); EKS allows 20 on every node.',
      ],
    },
    { name: 'one type', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'an image of the group’s own',
      given: given(['m5.large', 'm5.xlarge'], { amiType: 'CUSTOM' }),
      expect: 'not-applicable',
    },
    {
      name: 'Windows',
      given: given(['m5.large', 'm5.xlarge'], { amiType: 'WINDOWS_CORE_2022_x86_64' }),
      expect: 'not-applicable',
    },
    {
      name: 'instance types could not be read',
      given: without(given(['m5.large', 'm5.xlarge']), 'instanceTypes'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
