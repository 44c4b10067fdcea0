import { unread } from '../../../shared/model/snapshot/known.ts';
import { securityGroupsHaveRoomForRules } from '../../../shared/rules/security-groups/security-groups-have-room-for-rules.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const self = anyTraffic('sg-cluster');
const v4 = (count: number) => Array.from({ length: count }, (_, index) => rule('tcp', 443, `192.0.2.${index}/32`));
const v6 = (count: number) => Array.from({ length: count }, (_, index) => rule('tcp', 443, `2001:db8::${index}/128`));
/** The cluster security group with these ingress rules and no others. */
const ingress = (rules: readonly ReturnType<typeof rule>[], patches: Patches = {}) =>
  aSnapshot({ ...patches, securityGroups: { 'sg-cluster': { ingress: [...rules] } } });
const quota = (value: number): Patches => ({ serviceQuotas: { 'vpc/L-0EA8095F': { value } } });
const near = (rules: number, left: number, kind = 'IPv4 inbound', most = 60) =>
  `sg-cluster has ${rules} ${kind} rules, of ${most} that its quota allows: only ${left} more fit.`;
const full = (rules: number, kind = 'IPv4 inbound', most = 60) =>
  `sg-cluster has ${rules} ${kind} rules, of ${most} that its quota allows: no further rule can be added.`;
const remote: Patches = { cluster: { remoteNodeCidrs: ['10.80.0.0/16'] } };

export default {
  rule: securityGroupsHaveRoomForRules,
  cases: [
    { name: 'a group with its first rules', given: aSnapshot(), expect: { 'sg-cluster': 'compliant' } },
    { name: 'fifty rules leave room for ten', given: ingress(v4(50)), expect: 'compliant' },
    { name: 'fifty-two rules', given: ingress(v4(52)), expect: [near(52, 8)], severity: 'medium' },
    {
      name: 'rules for IPv6 are counted apart from those for IPv4',
      given: ingress([...v4(52), ...v6(5)]),
      expect: [near(52, 8)],
    },
    { name: 'IPv6 rules have a quota of their own', given: ingress(v6(55)), expect: [near(55, 5, 'IPv6 inbound')] },
    {
      name: 'a reference to a group counts in both families',
      given: ingress([self, ...v4(50), ...v6(50)]),
      expect: [near(51, 9), near(51, 9, 'IPv6 inbound')],
    },
    {
      name: 'outbound rules are counted apart from inbound ones',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { ingress: v4(40), egress: v4(53) } } }),
      expect: [near(53, 7, 'IPv4 outbound')],
    },
    {
      name: 'the quota is used up',
      given: ingress(v4(60)),
      expect: [full(60)],
      severity: 'high',
      causes: ['security-group-quota sg-cluster IPv4 inbound'],
    },
    {
      name: 'a prefix list counts as many rules as it may have entries, however few it has',
      given: ingress([rule('tcp', 443, 'pl-office')], {
        prefixLists: { 'pl-office': { maxEntries: 55, entries: ['10.200.0.0/16'] } },
      }),
      expect: [near(55, 5)],
    },
    {
      name: 'a prefix list of the other family',
      given: ingress([rule('tcp', 443, 'pl-office')], {
        prefixLists: { 'pl-office': { maxEntries: 55, addressFamily: 'IPv6' } },
      }),
      expect: [near(55, 5, 'IPv6 inbound')],
    },
    {
      name: 'AWS’s list of CloudFront’s addresses counts 55',
      given: ingress([rule('tcp', 443, 'pl-edge')], {
        prefixLists: { 'pl-edge': { ownerId: 'AWS', name: 'com.amazonaws.global.cloudfront.origin-facing' } },
      }),
      expect: [near(55, 5)],
    },
    {
      name: 'AWS’s list of S3’s addresses counts one',
      given: ingress([rule('tcp', 443, 'pl-s3'), ...v4(49)]),
      expect: 'compliant',
    },
    {
      name: 'a list of AWS’s own whose weight is not known',
      given: ingress([rule('tcp', 443, 'pl-new')], {
        prefixLists: { 'pl-new': { ownerId: 'AWS', name: 'com.amazonaws.us-east-1.something-new' } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'a prefix list that does not exist',
      given: ingress([rule('tcp', 443, 'pl-gone')]),
      expect: 'indeterminate',
    },
    {
      name: 'the account’s quota was raised',
      given: ingress(v4(60), quota(120)),
      expect: 'compliant',
    },
    {
      name: 'the account’s quota was lowered, in favour of more groups for each interface',
      given: ingress(v4(25), quota(30)),
      parameters: { quota: 200 },
      expect: [near(25, 5, 'IPv4 inbound', 30)],
    },
    {
      name: 'the account’s quota was not read: the parameter’s counts',
      given: without(ingress(v4(52)), 'serviceQuotas'),
      expect: [near(52, 8)],
    },
    {
      name: 'the account’s quota was not read, and the parameter says that it was raised',
      given: without(ingress(v4(52)), 'serviceQuotas'),
      parameters: { quota: 100 },
      expect: 'compliant',
    },
    {
      name: 'the account’s quota was not read, and is certainly higher than assumed',
      given: without(ingress(v4(75)), 'serviceQuotas'),
      expect: 'indeterminate',
    },
    {
      name: 'the account’s quota was lowered below what a group has',
      given: ingress(v4(45), quota(40)),
      expect: [full(45, 'IPv4 inbound', 40)],
    },
    {
      name: 'remote networks are not admitted, for which there is little room',
      given: ingress(v4(52), remote),
      expect: [
        'sg-cluster has 52 IPv4 inbound rules, of 60 that its quota allows: only 8 more fit, and rules that admit the remote networks at tcp 443 are missing.',
      ],
      severity: 'high',
    },
    {
      name: 'remote networks are admitted, and there is little room',
      given: ingress([...v4(51), rule('tcp', 443, '10.80.0.0/16')], remote),
      expect: [near(52, 8)],
      severity: 'medium',
    },
    {
      name: 'rules of load balancers fill the group of the nodes',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-x', version: '1' } } } },
        launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-node'] } },
        securityGroups: {
          'sg-node': {
            ingress: [
              ...v4(40).map((each) => ({ ...each, description: 'kubernetes.io/rule/nlb/client=abc' })),
              ...v4(15).map((each) => ({ ...each, description: 'elbv2.k8s.aws/targetGroupBinding=shared' })),
            ],
          },
        },
      }),
      expect: {
        'sg-node': ['sg-node has 55 IPv4 inbound rules, of 60 that its quota allows: only 5 more fit.'],
        'sg-cluster': 'compliant',
      },
    },
    {
      name: 'an additional group of the control plane',
      given: aSnapshot({
        cluster: { securityGroupIds: ['sg-more'] },
        securityGroups: { 'sg-more': { ingress: v4(60) } },
      }),
      expect: {
        'sg-more': ['sg-more has 60 IPv4 inbound rules, of 60 that its quota allows: no further rule can be added.'],
      },
    },
    {
      name: 'one of fifty-three rules could not be read: the others are too many for certain',
      given: ingress([...v4(52), { ...rule('tcp', 443, '10.0.0.0/8'), peer: unread('denied') }]),
      expect: [near(52, 8)],
    },
    {
      name: 'one of fifty-one rules could not be read',
      given: ingress([...v4(50), { ...rule('tcp', 443, '10.0.0.0/8'), peer: unread('denied') }]),
      expect: 'indeterminate',
    },
    {
      name: 'the group does not exist',
      given: aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      expect: 'not-applicable',
    },
    {
      name: 'the groups of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'securityGroups', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
