import type { NodeGroupRecord } from '../../../shared/model/snapshot/cluster.ts';
import type { InstanceTypeRecord } from '../../../shared/model/snapshot/compute.ts';
import { starburstWorkersAreOfOneSize } from '../../../shared/rules/node-groups/starburst-workers-are-of-one-size.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const xlarge: Partial<InstanceTypeRecord> = {
  vcpus: 4,
  memoryMib: 16_384,
  maximumInterfaces: 4,
  ipv4AddressesPerInterface: 15,
};

/** Workers of m5.xlarge without any node yet, beside a group of support services of m5.large. */
const starburst = (workers: Partial<NodeGroupRecord>, patches: Patches = {}) =>
  aSnapshot({
    instances: { 'i-node-a': null, 'i-node-b': null },
    instanceTypes: {
      'm5.xlarge': xlarge,
      'm5a.xlarge': xlarge,
      'm5.2xlarge': { ...xlarge, vcpus: 8, memoryMib: 32_768 },
    },
    ...patches,
    cluster: {
      tags: { 'plumbline:profile': 'starburst-sep' },
      ...patches.cluster,
      nodeGroups: {
        'demo/workers': { instanceTypes: ['m5.xlarge'], maxSize: 7, ...workers },
        'demo/support': { instanceTypes: ['m5.large', 'm5.2xlarge'], maxSize: 2 },
        ...patches.cluster?.nodeGroups,
      },
    },
  });

export default {
  rule: starburstWorkersAreOfOneSize,
  cases: [
    {
      name: 'one type, whatever the support services have',
      given: starburst({}),
      expect: { 'demo/workers': 'compliant', 'demo/support': 'not-applicable' },
    },
    {
      name: 'one type, which the launch template names',
      given: starburst(
        { instanceTypes: [], launchTemplate: { id: 'lt-1', version: '2' } },
        { launchTemplateVersions: { 'lt-1:2': { instanceType: 'm5.xlarge' } } },
      ),
      expect: 'compliant',
    },
    {
      name: 'two types of different size',
      given: starburst({ instanceTypes: ['m5.xlarge', 'm5.2xlarge'] }),
      expect: [
        'The coordinator and workers of Starburst (demo/workers) run on types that differ: m5.xlarge (4 vCPUs, 16384 MiB), m5.2xlarge (8 vCPUs, 32768 MiB).',
      ],
      severity: 'medium',
    },
    {
      name: 'two types with another number of interfaces, whose size is not told',
      given: starburst(
        { instanceTypes: ['m5.large', 'x.untold'] },
        { instanceTypes: { 'x.untold': { vcpus: undefined, memoryMib: undefined, maximumInterfaces: 8 } } },
      ),
      expect: [
        'The coordinator and workers of Starburst (demo/workers) run on types that differ: m5.large (2 vCPUs, 8192 MiB), x.untold.',
      ],
    },
    {
      name: 'two types of one size',
      given: starburst({ instanceTypes: ['m5.xlarge', 'm5a.xlarge'] }),
      expect: [
        'The coordinator and workers of Starburst (demo/workers) run on several types of one size: m5.xlarge (4 vCPUs, 16384 MiB), m5a.xlarge (4 vCPUs, 16384 MiB).',
      ],
      severity: 'low',
    },
    {
      name: 'two types that are alike as far as is told',
      given: starburst(
        { instanceTypes: ['m5.xlarge', 'x.untold'] },
        { instanceTypes: { 'x.untold': { ...xlarge, vcpus: undefined } } },
      ),
      expect: 'indeterminate',
    },
    {
      name: 'a coordinator of its own, in a larger type',
      given: starburst(
        { labels: { 'starburst.io/role': 'worker' } },
        {
          cluster: {
            nodeGroups: {
              'demo/coordinator': { labels: { 'starburst.io/role': 'coordinator' }, instanceTypes: ['m5.2xlarge'] },
            },
          },
        },
      ),
      expect: [
        'The coordinator and workers of Starburst (demo/workers, demo/coordinator) run on types that differ: m5.xlarge (4 vCPUs, 16384 MiB), m5.2xlarge (8 vCPUs, 32768 MiB).',
        'The coordinator and workers of Starburst (demo/workers, demo/coordinator) run on types that differ: m5.xlarge (4 vCPUs, 16384 MiB), m5.2xlarge (8 vCPUs, 32768 MiB).',
      ],
      causes: ['starburst-sizes demo'],
    },
    {
      name: 'an instance of the type that the group had before',
      given: starburst({}, { instances: { 'i-node-a': { instanceType: 'm5.xlarge' }, 'i-node-b': {} } }),
      expect: ['demo/workers launches m5.xlarge, and runs i-node-b (m5.large).'],
      severity: 'medium',
    },
    {
      name: 'the same while the group is being updated',
      given: starburst({ status: 'UPDATING' }, { instances: { 'i-node-b': {} } }),
      expect: 'compliant',
    },
    {
      name: 'which group runs the workers is not known',
      given: aSnapshot({ cluster: { tags: { 'plumbline:profile': 'starburst-sep' } } }),
      expect: 'indeterminate',
    },
    { name: 'a cluster that does not run Starburst', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'instance types could not be read',
      given: without(starburst({}), 'instanceTypes'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
