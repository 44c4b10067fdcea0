import { unread } from '../../../shared/model/snapshot/known.ts';
import { cniWarmSettingsAreSupported } from '../../../shared/rules/addresses/cni-warm-settings-are-supported.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

type ClusterPatch = NonNullable<Parameters<typeof aSnapshot>[0]>['cluster'];

const withSettings = (environment: Readonly<Record<string, string>>, cluster: ClusterPatch = {}) =>
  aSnapshot({ cluster: { addOns: { 'vpc-cni': { environment } }, ...cluster } });

const minimumAlone = (settings: string) =>
  `The VPC CNI of demo has ${settings}: a node never takes more addresses than the minimum, and further pods wait for one (failed to assign an IP address to container).`;
const noWarmPrefix = (settings: string) =>
  `The VPC CNI of demo has prefix delegation with ${settings} and no IP target, which is not supported: pods wait until EC2 has given a prefix.`;
const zeroTargets = (settings: string) =>
  `The VPC CNI of demo has prefix delegation with ${settings}, which is not supported.`;

const prefixes = { ENABLE_PREFIX_DELEGATION: 'true' };

export default {
  rule: cniWarmSettingsAreSupported,
  cases: [
    {
      name: 'WARM_IP_TARGET beside MINIMUM_IP_TARGET',
      given: withSettings({ WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '12' }),
      expect: 'compliant',
    },
    { name: 'the add-on sets nothing', given: withSettings({}), expect: 'not-applicable' },
    { name: 'the cluster does not use the add-on', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'other add-ons give pods no addresses',
      given: aSnapshot({
        cluster: { addOns: { 'vpc-cni': { environment: { WARM_ENI_TARGET: '2' } }, coredns: {} } },
      }),
      expect: { 'demo/vpc-cni': 'compliant', 'demo/coredns': 'not-applicable' },
    },
    {
      name: 'MINIMUM_IP_TARGET alone',
      given: withSettings({ MINIMUM_IP_TARGET: '30' }),
      expect: [minimumAlone('MINIMUM_IP_TARGET=30 and no WARM_IP_TARGET')],
      severity: 'medium',
      causes: ['cni-setting demo MINIMUM_IP_TARGET'],
    },
    {
      name: 'WARM_IP_TARGET is no number, so that the VPC CNI takes it for unset',
      given: withSettings({ MINIMUM_IP_TARGET: '30', WARM_IP_TARGET: 'two' }),
      expect: [minimumAlone('MINIMUM_IP_TARGET=30 and WARM_IP_TARGET=two')],
    },
    {
      name: 'prefix delegation without a warm prefix',
      given: withSettings({ ...prefixes, WARM_PREFIX_TARGET: '0' }),
      expect: [noWarmPrefix('WARM_PREFIX_TARGET=0')],
      severity: 'low',
    },
    {
      name: 'a negative target counts as none',
      given: withSettings({ ...prefixes, WARM_PREFIX_TARGET: '-1' }),
      expect: [noWarmPrefix('WARM_PREFIX_TARGET=-1')],
    },
    {
      name: 'without a warm prefix, but an IP target overrides it',
      given: withSettings({ ...prefixes, WARM_PREFIX_TARGET: '0', WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '5' }),
      expect: 'compliant',
    },
    {
      name: 'no warm prefix, and no prefix delegation either',
      given: withSettings({ WARM_PREFIX_TARGET: '0' }),
      expect: 'compliant',
    },
    {
      name: 'prefix delegation keeps one prefix warm by itself',
      given: withSettings(prefixes),
      expect: 'compliant',
    },
    {
      name: 'prefix delegation with both IP targets at zero',
      given: withSettings({ ...prefixes, WARM_IP_TARGET: '0', MINIMUM_IP_TARGET: '0' }),
      expect: [zeroTargets('WARM_IP_TARGET=0 and MINIMUM_IP_TARGET=0')],
      severity: 'low',
    },
    {
      name: 'every target at zero',
      given: withSettings({ ...prefixes, WARM_PREFIX_TARGET: '0', WARM_IP_TARGET: '0', MINIMUM_IP_TARGET: '0' }),
      expect: [noWarmPrefix('WARM_PREFIX_TARGET=0'), zeroTargets('WARM_IP_TARGET=0 and MINIMUM_IP_TARGET=0')],
    },
    {
      name: 'WARM_IP_TARGET alone on a few nodes',
      given: withSettings({ WARM_IP_TARGET: '5' }),
      expect: 'compliant',
    },
    {
      name: 'WARM_IP_TARGET alone on many nodes is worth knowing',
      given: withSettings({ WARM_IP_TARGET: '5' }, { nodeGroups: { 'demo/workers': { maxSize: 60 } } }),
      expect: 'compliant',
      notes: [
        'WARM_IP_TARGET without MINIMUM_IP_TARGET makes each of up to 60 nodes call EC2 for nearly every pod, which EC2 may throttle.',
      ],
    },
    {
      name: 'an IPv6 cluster without prefix delegation',
      given: withSettings({ ENABLE_PREFIX_DELEGATION: 'false' }, { ipFamily: 'ipv6' }),
      expect: [
        'demo is of the IPv6 family, and its VPC CNI does not start with ENABLE_PREFIX_DELEGATION=false (IPv6 is supported only in Prefix Delegation mode).',
      ],
      severity: 'high',
    },
    {
      name: 'an IPv6 cluster with custom networking',
      given: withSettings({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' }, { ipFamily: 'ipv6' }),
      expect: [
        'demo is of the IPv6 family, and its VPC CNI does not start with AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true (Custom Networking is not supported in IPv6 mode).',
      ],
      severity: 'high',
    },
    {
      name: 'an IPv6 cluster ignores warm targets',
      given: withSettings({ MINIMUM_IP_TARGET: '30' }, { ipFamily: 'ipv6' }),
      expect: 'compliant',
    },
    {
      name: 'a declaration stands in place of the add-on, and needs none',
      given: aSnapshot(),
      declare: { cni: { MINIMUM_IP_TARGET: '30' } },
      expect: [minimumAlone('MINIMUM_IP_TARGET=30 and no WARM_IP_TARGET')],
    },
    {
      name: 'the configuration values are not understood',
      given: aSnapshot({ cluster: { addOns: { 'vpc-cni': { environment: unread('not understood') } } } }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
