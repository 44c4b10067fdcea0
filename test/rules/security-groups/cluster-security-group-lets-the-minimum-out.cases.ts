import { unread } from '../../../shared/model/snapshot/known.ts';
import { clusterSecurityGroupLetsTheMinimumOut } from '../../../shared/rules/security-groups/cluster-security-group-lets-the-minimum-out.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type Rule = ReturnType<typeof rule>;

/** The cluster security group with these egress rules and no others; it is on the nodes as well. */
const group = (egress: readonly (Rule | ReturnType<typeof unread>)[]) => ({
  'sg-cluster': { ingress: [anyTraffic('sg-cluster')], egress: [...egress] },
});
const egress = (rules: readonly (Rule | ReturnType<typeof unread>)[], patches: Patches = {}) =>
  aSnapshot({ ...patches, securityGroups: { ...group(rules), ...patches.securityGroups } });
const isolated = (rules: readonly Rule[], patches: Patches = {}) =>
  anIsolatedSnapshot({ ...patches, securityGroups: group(rules) });

const api = rule('tcp', 443, 'sg-cluster');
const kubelet = rule('tcp', 10_250, 'sg-cluster');
const dns = [rule('tcp', 53, 'sg-cluster'), rule('udp', 53, 'sg-cluster')];
const least = [api, kubelet, ...dns];
const internet = rule('tcp', 443, '0.0.0.0/0');
const toItself = (traffic: string, others = 'closed') =>
  `sg-cluster does not let ${traffic} out to itself; by other groups the least that the cluster needs is ${others}.`;
const services = (names: string) =>
  `sg-cluster on node group workers does not let tcp 443 out to ${names}: images cannot be pulled from ECR.`;

/** Nodes and control plane carry a second group that lets everything out. */
const secondGroup: Patches = {
  cluster: {
    securityGroupIds: ['sg-open'],
    nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-x', version: '1' } } },
  },
  launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-cluster', 'sg-open'] } },
  networkInterfaces: Object.fromEntries(
    ['eni-eks-a', 'eni-eks-b', 'eni-node-a', 'eni-node-b'].map((id) => [
      id,
      { securityGroupIds: ['sg-cluster', 'sg-open'] },
    ]),
  ),
  securityGroups: { 'sg-open': {} },
};

const ipv6: Patches = {
  cluster: { ipFamily: 'ipv6' },
  networkInterfaces: {
    'eni-eks-a': { ipv6Addresses: ['2001:db8::10'] },
    'eni-node-a': { ipv6Addresses: ['2001:db8::50'] },
  },
};

export default {
  rule: clusterSecurityGroupLetsTheMinimumOut,
  cases: [
    { name: 'the rule for all egress', given: aSnapshot(), expect: { 'sg-cluster': 'compliant' } },
    {
      name: 'both halves of the address space',
      given: egress([anyTraffic('0.0.0.0/1'), anyTraffic('128.0.0.0/1')]),
      expect: 'compliant',
    },
    { name: 'the minimum, and the internet at port 443', given: egress([...least, internet]), expect: 'compliant' },
    {
      name: 'the minimum by addresses of the VPC, and the internet at port 443',
      given: egress([anyTraffic('10.0.0.0/16'), internet]),
      expect: 'compliant',
    },
    {
      name: 'no egress rule at all',
      given: egress([]),
      expect: [
        toItself('tcp 443'),
        toItself('tcp 10250'),
        toItself('tcp 53 and udp 53'),
        services('ecr.api, ecr.dkr, s3'),
      ],
      severity: 'high',
      causes: [
        'security-group-port sg-cluster out tcp 443',
        'security-group-rule sg-cluster out sg-cluster api 443',
        'security-group-rule sg-cluster out sg-cluster dns 53',
        'security-group-rule sg-cluster out sg-cluster kubelet 10250',
      ],
    },
    {
      name: 'DNS over TCP only',
      given: egress([api, kubelet, rule('tcp', 53, 'sg-cluster'), internet]),
      expect: [toItself('udp 53')],
      severity: 'high',
    },
    {
      name: 'all of TCP from everywhere is not DNS over UDP',
      given: egress([rule('tcp', [0, 65_535], '0.0.0.0/0')]),
      expect: [toItself('udp 53')],
    },
    {
      name: 'a second group on nodes and control plane lets everything out',
      given: egress([], secondGroup),
      expect: [toItself('tcp 443', 'open'), toItself('tcp 10250', 'open'), toItself('tcp 53 and udp 53', 'open')],
      severity: 'low',
    },
    {
      name: 'the minimum, and nothing to ECR and S3',
      given: egress(least),
      expect: [services('ecr.api, ecr.dkr, s3')],
      severity: 'medium',
    },
    {
      name: 'the minimum, and the prefix list of S3: ECR is closed',
      given: egress([...least, rule('tcp', 443, 'pl-s3')]),
      expect: [services('ecr.api, ecr.dkr')],
    },
    {
      name: 'a private cluster with rules for its endpoints and S3',
      given: isolated([...least, rule('tcp', 443, 'sg-endpoints'), rule('tcp', 443, 'pl-s3')]),
      expect: 'compliant',
    },
    {
      name: 'a private cluster with rules for the addresses of its endpoints',
      given: isolated([...least, rule('tcp', 443, '10.0.0.0/16'), rule('tcp', 443, 'pl-s3')]),
      expect: 'compliant',
    },
    {
      name: 'a private cluster without a rule for S3',
      given: isolated([...least, rule('tcp', 443, 'sg-endpoints')]),
      expect: [services('s3')],
      severity: 'medium',
    },
    {
      name: 'a private cluster whose endpoint for ECR is missing: nothing to let out to',
      given: isolated([...least, rule('tcp', 443, 'sg-endpoints'), rule('tcp', 443, 'pl-s3')], {
        vpcEndpoints: { 'vpce-ecr.api': null },
      }),
      expect: 'compliant',
    },
    {
      name: 'the minimum, and a proxy outside the VPC',
      given: egress([...least, rule('tcp', 3128, '10.200.0.10/32')]),
      expect: 'indeterminate',
    },
    {
      name: 'the rule for all egress of IPv4 only, in a cluster whose nodes talk by IPv6',
      given: egress([anyTraffic('0.0.0.0/0')], ipv6),
      expect: [toItself('tcp 443'), toItself('tcp 10250'), toItself('tcp 53 and udp 53')],
    },
    {
      name: 'the rules for all egress of both families',
      given: egress([anyTraffic('0.0.0.0/0'), anyTraffic('::/0')], ipv6),
      expect: 'compliant',
    },
    {
      name: 'nodes that carry another group only',
      given: egress(least, {
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-x', version: '1' } } } },
        launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-node'] } },
        securityGroups: { 'sg-node': {} },
      }),
      expect: 'compliant',
    },
    {
      name: 'a rule could not be read, which may let everything out',
      given: egress([unread('denied')]),
      expect: 'indeterminate',
    },
    {
      name: 'the group does not exist',
      given: aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      expect: 'not-applicable',
    },
    {
      name: 'security groups could not be read',
      given: without(aSnapshot(), 'securityGroups'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
