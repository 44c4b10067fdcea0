import { unread } from '../../../shared/model/snapshot/known.ts';
import { prefixDelegationRunsOnNitro } from '../../../shared/rules/addresses/prefix-delegation-runs-on-nitro.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const xen = { hypervisor: 'xen', bareMetal: false };

/** Prefix delegation is on, and `demo/workers` launches these types. */
const launching = (instanceTypes: readonly string[], { cluster, ...patches }: Patches = {}) =>
  aSnapshot({
    ...patches,
    cluster: {
      addOns: { 'vpc-cni': { environment: { ENABLE_PREFIX_DELEGATION: 'true' } } },
      nodeGroups: { 'demo/workers': { instanceTypes: [...instanceTypes] } },
      ...cluster,
    },
    instanceTypes: { 'm4.large': xen, 't2.large': xen, 'i3.metal': { bareMetal: true }, ...patches.instanceTypes },
  });

const fallsBack = (group: string, type: string) =>
  `${group} launches ${type}, which takes no prefixes: there the VPC CNI falls back to single addresses, although prefix delegation is on.`;

export default {
  rule: prefixDelegationRunsOnNitro,
  cases: [
    { name: 'prefix delegation is off', given: aSnapshot(), expect: 'not-applicable' },
    { name: 'a Nitro type with prefix delegation', given: launching(['m5.large']), expect: 'compliant' },
    { name: 'bare metal has no hypervisor and takes prefixes', given: launching(['i3.metal']), expect: 'compliant' },
    {
      name: 'an m4.large with prefix delegation falls back',
      given: launching(['m4.large']),
      expect: [fallsBack('demo/workers', 'm4.large')],
      severity: 'medium',
      causes: ['instance-type demo/workers m4.large'],
    },
    {
      name: 'of several types only the old ones are named',
      given: launching(['m5.large', 't2.large', 'm4.large']),
      expect: [fallsBack('demo/workers', 't2.large'), fallsBack('demo/workers', 'm4.large')],
    },
    {
      name: 'a type that EC2 does not know does not hide one that certainly is too old',
      given: launching(['m9.future', 't2.large']),
      expect: [fallsBack('demo/workers', 't2.large')],
    },
    {
      name: 'in an IPv6 cluster the VPC CNI does not start on it, whatever its settings',
      given: aSnapshot({
        cluster: { ipFamily: 'ipv6', nodeGroups: { 'demo/workers': { instanceTypes: ['m4.large'] } } },
        instanceTypes: { 'm4.large': xen },
      }),
      expect: [
        'demo/workers launches m4.large, on which the VPC CNI of an IPv6 cluster does not start: prefix delegation is not supported on non-nitro instance m4.large.',
      ],
      severity: 'high',
    },
    {
      name: 'prefixes that a node of another group holds prove that it is on, whatever the add-on says',
      given: aSnapshot({
        ...runningNodes({ count: 1, held: 1, prefixes: 1, subnetId: 'subnet-a' }),
        cluster: { nodeGroups: { 'demo/old': { instanceTypes: ['m4.large'] } } },
        instanceTypes: { 'm4.large': xen, 'm5.xlarge': {} },
      }),
      expect: { 'demo/workers': 'compliant', 'demo/old': [fallsBack('demo/old', 'm4.large')] },
    },
    {
      name: 'prefixes that a Windows node holds say nothing of Linux nodes',
      given: aSnapshot({
        ...runningNodes({ count: 1, held: 1, prefixes: 1, subnetId: 'subnet-a' }),
        cluster: {
          nodeGroups: {
            'demo/workers': { amiType: 'WINDOWS_CORE_2022_x86_64' },
            'demo/old': { instanceTypes: ['m4.large'] },
          },
        },
        instanceTypes: { 'm4.large': xen, 'm5.xlarge': {} },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the type of a launch template',
      given: launching([], {
        cluster: {
          addOns: { 'vpc-cni': { environment: { ENABLE_PREFIX_DELEGATION: 'true' } } },
          nodeGroups: { 'demo/workers': { instanceTypes: [], launchTemplate: { id: 'lt-workers', version: '1' } } },
        },
        launchTemplateVersions: { 'lt-workers:1': { instanceType: 't2.large' } },
      }),
      expect: [fallsBack('demo/workers', 't2.large')],
    },
    {
      name: 'self-managed nodes',
      given: launching(['m5.large'], {
        autoScalingGroups: {
          'asg-own': { instanceTypes: ['t2.large'], tags: { 'kubernetes.io/cluster/demo': 'owned' } },
        },
      }),
      expect: { 'demo/workers': 'compliant', 'demo/asg-own': [fallsBack('demo/asg-own', 't2.large')] },
      causes: ['instance-type demo/asg-own t2.large'],
    },
    {
      name: 'Windows nodes have another controller',
      given: launching(['t2.large'], {
        cluster: {
          addOns: { 'vpc-cni': { environment: { ENABLE_PREFIX_DELEGATION: 'true' } } },
          nodeGroups: { 'demo/workers': { instanceTypes: ['t2.large'], amiType: 'WINDOWS_CORE_2022_x86_64' } },
        },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the environment is declared for a cluster without the add-on',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { instanceTypes: ['t2.large'] } } },
        instanceTypes: { 't2.large': xen },
      }),
      declare: { cni: { ENABLE_PREFIX_DELEGATION: 'true' } },
      expect: [fallsBack('demo/workers', 't2.large')],
    },
    {
      name: 'the configuration of the add-on is not understood',
      given: aSnapshot({ cluster: { addOns: { 'vpc-cni': { environment: unread('not understood') } } } }),
      expect: 'indeterminate',
    },
    {
      name: 'instance types could not be read',
      given: without(launching(['m4.large']), 'instanceTypes'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
