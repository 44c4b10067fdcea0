import { unread } from '../../../shared/model/snapshot/known.ts';
import { controlPlaneSecurityGroupsAreClosedToTheWorld } from '../../../shared/rules/security-groups/control-plane-security-groups-are-closed-to-the-world.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const self = anyTraffic('sg-cluster');
const open = (rules: readonly ReturnType<typeof rule>[], patches: Patches = {}) =>
  aSnapshot({ ...patches, securityGroups: { 'sg-cluster': { ingress: [self, ...rules] } } });
const says = (ports: string, end: string, world = '0.0.0.0/0', group = 'sg-cluster') =>
  `${group} on the control plane lets ${world} in to ${ports}${end}`;
const api = (world?: string, group?: string) =>
  says('tcp 443', ': the private API endpoint can be called from there.', world, group);
const administration = (ports: string, world?: string) =>
  says(ports, ': nodes that carry it can be administered from there.', world);
const nodePorts = (ports: string) => says(ports, ': services of type NodePort can be reached from there.');
const everyPort =
  'tcp 443, tcp 22, tcp 3389, tcp 10250, tcp 10255, tcp 2379-2380, tcp 30000-32767, udp 30000-32767, tcp 80';
const byController = { ruleId: 'sgr-2', description: 'kubernetes.io/rule/nlb/client=abc' };

export default {
  rule: controlPlaneSecurityGroupsAreClosedToTheWorld,
  cases: [
    { name: 'only the group itself is let in', given: aSnapshot(), expect: { 'sg-cluster': 'compliant' } },
    { name: 'port 443 from a private network', given: open([rule('tcp', 443, '10.0.0.0/8')]), expect: 'compliant' },
    {
      name: 'port 443 from everywhere',
      given: open([rule('tcp', 443, '0.0.0.0/0')]),
      expect: [api()],
      severity: 'high',
      causes: ['security-group-rule sg-cluster: tcp 443 0.0.0.0/0'],
    },
    {
      name: 'port 443 from both halves of the address space',
      given: open([rule('tcp', 443, '0.0.0.0/1'), rule('tcp', 443, '128.0.0.0/1')]),
      expect: [api()],
    },
    { name: 'port 443 from one half', given: open([rule('tcp', 443, '0.0.0.0/1')]), expect: 'compliant' },
    { name: 'port 443 from all of IPv6', given: open([rule('tcp', 443, '::/0')]), expect: [api('::/0')] },
    {
      name: 'a prefix list that holds the world',
      given: open([rule('tcp', 443, 'pl-all')], { prefixLists: { 'pl-all': { entries: ['0.0.0.0/0'] } } }),
      expect: [api()],
    },
    {
      name: 'kubelets from everywhere',
      given: open([rule('tcp', 10_250, '0.0.0.0/0')]),
      expect: [administration('tcp 10250')],
      severity: 'high',
    },
    {
      name: 'all traffic from everywhere is one fault',
      given: open([anyTraffic('0.0.0.0/0')]),
      expect: [says(everyPort, ': the private API endpoint can be called from there.')],
      severity: 'high',
    },
    {
      name: 'all traffic from everywhere, on a node with a public address',
      given: open([anyTraffic('0.0.0.0/0')], { networkInterfaces: { 'eni-node-a': { publicIp: '203.0.113.7' } } }),
      expect: [says(everyPort, ': the private API endpoint can be called from there.')],
      severity: 'critical',
    },
    {
      name: 'SSH from everywhere, which nodes carry too: no other rule judges this group',
      given: open([rule('tcp', 22, '0.0.0.0/0')]),
      expect: [administration('tcp 22')],
      severity: 'high',
    },
    {
      name: 'SSH from everywhere, on a node with a public address',
      given: open([rule('tcp', 22, '0.0.0.0/0')], { networkInterfaces: { 'eni-node-a': { publicIp: '203.0.113.7' } } }),
      expect: [administration('tcp 22')],
      severity: 'critical',
    },
    {
      name: 'a node port, opened by the controller of a load balancer',
      given: open([rule('tcp', 31_234, '0.0.0.0/0', byController)]),
      expect: [nodePorts('tcp 31234')],
      severity: 'medium',
    },
    {
      name: 'the rule for path MTU discovery that comes with it',
      given: open([
        rule('icmp', undefined, '0.0.0.0/0', { icmp: { type: 3, code: 4 }, description: 'kubernetes.io/rule/nlb/mtu' }),
      ]),
      expect: 'compliant',
      notes: ['sg-cluster lets in ICMP type 3 code 4 from everywhere: path MTU discovery of load balancers needs it.'],
    },
    { name: 'port 80', given: open([rule('tcp', 80, '0.0.0.0/0')]), expect: [says('tcp 80', '.')], severity: 'low' },
    {
      name: 'another port is worth a note',
      given: open([rule('tcp', 8080, '0.0.0.0/0', { ruleId: 'sgr-3' })]),
      expect: 'compliant',
      notes: ['sg-cluster lets the world in to further ports: sgr-3.'],
    },
    {
      name: 'an additional group, on the interfaces',
      given: aSnapshot({
        cluster: { securityGroupIds: ['sg-office'] },
        networkInterfaces: {
          'eni-eks-a': { securityGroupIds: ['sg-cluster', 'sg-office'] },
          'eni-eks-b': { securityGroupIds: ['sg-cluster', 'sg-office'] },
        },
        securityGroups: { 'sg-office': { ingress: [rule('tcp', 443, '0.0.0.0/0')] } },
      }),
      expect: { 'sg-office': [api(undefined, 'sg-office')], 'sg-cluster': 'compliant' },
    },
    {
      name: 'a group that only the interfaces carry, and one that only the configuration names',
      given: aSnapshot({
        cluster: { securityGroupIds: ['sg-new'] },
        networkInterfaces: { 'eni-eks-a': { securityGroupIds: ['sg-cluster', 'sg-old'] } },
        securityGroups: {
          'sg-old': { ingress: [rule('tcp', 443, '0.0.0.0/0')] },
          'sg-new': { ingress: [rule('tcp', 443, '::/0')] },
        },
      }),
      expect: { 'sg-old': [api(undefined, 'sg-old')], 'sg-new': [api('::/0', 'sg-new')] },
    },
    {
      name: 'a group that only nodes carry is another rule’s business',
      given: aSnapshot({
        networkInterfaces: { 'eni-node-a': { securityGroupIds: ['sg-cluster', 'sg-debug'] } },
        securityGroups: { 'sg-debug': { ingress: [rule('tcp', 443, '0.0.0.0/0')] } },
      }),
      expect: { 'sg-cluster': 'compliant', 'sg-debug': 'not-applicable' },
    },
    {
      name: 'the group does not exist',
      given: aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      expect: 'not-applicable',
    },
    {
      name: 'an open rule stays certain beside one that could not be read',
      given: open([rule('tcp', 443, '0.0.0.0/0'), { ...rule('tcp', 22, '10.0.0.0/8'), peer: unread('denied') }]),
      expect: [api()],
    },
    {
      name: 'a rule for port 443 could not be read',
      given: open([{ ...rule('tcp', 443, '10.0.0.0/8'), peer: unread('denied') }]),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces could not be read, so who carries the groups is not known',
      given: without(aSnapshot(), 'networkInterfaces'),
      expect: 'indeterminate',
    },
    {
      name: 'the groups of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'securityGroups', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
