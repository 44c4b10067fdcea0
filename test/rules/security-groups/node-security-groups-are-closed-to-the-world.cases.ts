import { unread } from '../../../shared/model/snapshot/known.ts';
import { nodeSecurityGroupsAreClosedToTheWorld } from '../../../shared/rules/security-groups/node-security-groups-are-closed-to-the-world.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Rules = readonly ReturnType<typeof rule>[];

/** The workers carry `sg-node` by their launch template, with these ingress rules. */
const nodes = (ingress: Rules, patch: Parameters<typeof aSnapshot>[0] = {}) =>
  aSnapshot({
    ...patch,
    cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-x', version: '1' } } } },
    launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-node'] } },
    networkInterfaces: {
      'eni-node-a': { securityGroupIds: ['sg-node'] },
      'eni-node-b': { securityGroupIds: ['sg-node'] },
      ...patch.networkInterfaces,
    },
    securityGroups: { 'sg-node': { ingress: [...ingress] } },
  });

/** The workers have remote access by key, without a launch template. */
const remote = (access: object, patch: Parameters<typeof aSnapshot>[0] = {}) =>
  aSnapshot({
    ...patch,
    cluster: {
      nodeGroups: {
        'demo/workers': {
          ...patch.cluster?.nodeGroups?.['demo/workers'],
          remoteAccess: { ec2SshKey: 'ops', sourceSecurityGroupIds: [], ...access },
        },
      },
    },
  });

const administration = (ports: string, world = '0.0.0.0/0', group = 'sg-node') =>
  `${group} on nodes lets ${world} in to ${ports}: nodes can be administered from there.`;
const openedByEks =
  'EKS opens SSH (RDP on Windows) of demo/workers to 0.0.0.0/0: it has the key ops and no source security group.';
const everyAdministrativePort = 'tcp 22, tcp 3389, tcp 10250, tcp 10255, tcp 2379-2380';

export default {
  rule: nodeSecurityGroupsAreClosedToTheWorld,
  cases: [
    { name: 'SSH from a private network', given: nodes([rule('tcp', 22, '10.0.0.0/8')]), expect: 'compliant' },
    {
      name: 'SSH from both halves of the address space',
      given: nodes([rule('tcp', 22, '0.0.0.0/1'), rule('tcp', 22, '128.0.0.0/1')]),
      expect: { 'sg-node': [administration('tcp 22')] },
      severity: 'high',
    },
    {
      name: 'HTTPS from a prefix list of AWS’s own, whose entries were not read: it is not the world',
      given: nodes([rule('tcp', 443, 'pl-cloudfront')], {
        prefixLists: { 'pl-cloudfront': { ownerId: 'AWS', entries: unread('reading it was denied') } },
      }),
      expect: 'compliant',
    },
    { name: 'SSH from one half only', given: nodes([rule('tcp', 22, '0.0.0.0/1')]), expect: 'compliant' },
    {
      name: 'halves of different ports are not the world for any port',
      given: nodes([rule('tcp', 22, '0.0.0.0/1'), rule('tcp', 3389, '128.0.0.0/1')]),
      expect: 'compliant',
    },
    {
      name: 'all traffic from everywhere, IPv4 and IPv6',
      given: nodes([anyTraffic('0.0.0.0/0'), anyTraffic('::/0')]),
      expect: [administration(everyAdministrativePort, '0.0.0.0/0 and ::/0')],
      severity: 'high',
    },
    {
      name: 'the kubelet from all of IPv6',
      given: nodes([rule('tcp', [10_000, 11_000], '::/0', { ruleId: 'sgr-1' })]),
      expect: [administration('tcp 10250, tcp 10255', '::/0')],
    },
    {
      name: 'SSH open on nodes with public addresses',
      given: nodes([rule('tcp', 22, '0.0.0.0/0')], {
        networkInterfaces: { 'eni-node-a': { securityGroupIds: ['sg-node'], publicIp: '203.0.113.7' } },
      }),
      expect: [administration('tcp 22')],
      severity: 'critical',
    },
    {
      name: 'SSH open in a subnet whose way out is an internet gateway',
      given: nodes([rule('tcp', 22, '0.0.0.0/0')], {
        routeTables: {
          'rtb-a': { subnetIds: [] },
          'rtb-public': { subnetIds: ['subnet-a', 'subnet-public-a', 'subnet-public-b'] },
        },
      }),
      expect: [administration('tcp 22')],
      severity: 'critical',
    },
    {
      name: 'a prefix list that holds the world',
      given: nodes([rule('tcp', 22, 'pl-all')], { prefixLists: { 'pl-all': { entries: ['0.0.0.0/0'] } } }),
      expect: [administration('tcp 22')],
    },
    {
      name: 'a node port opened by the in-tree load balancer controller',
      given: nodes([
        rule('tcp', 31_234, '0.0.0.0/0', { ruleId: 'sgr-2', description: 'kubernetes.io/rule/nlb/client=abc' }),
      ]),
      expect: ['sg-node on nodes lets 0.0.0.0/0 in to tcp 31234: services of type NodePort can be reached from there.'],
      severity: 'medium',
    },
    {
      name: 'a node port over UDP',
      given: nodes([rule('udp', 30_053, '0.0.0.0/0')]),
      expect: ['sg-node on nodes lets 0.0.0.0/0 in to udp 30053: services of type NodePort can be reached from there.'],
      severity: 'medium',
    },
    {
      name: 'the web ports',
      given: nodes([rule('tcp', 80, '0.0.0.0/0'), rule('tcp', 443, '0.0.0.0/0')]),
      expect: ['sg-node on nodes lets 0.0.0.0/0 in to tcp 80, tcp 443.'],
      severity: 'low',
    },
    {
      name: 'path MTU discovery needs ICMP type 3 code 4 from everywhere',
      given: nodes([rule('icmp', undefined, '0.0.0.0/0', { icmp: { type: 3, code: 4 } })]),
      expect: 'compliant',
    },
    {
      name: 'a port of its own purpose is worth a note',
      given: nodes([rule('tcp', 8080, '0.0.0.0/0', { ruleId: 'sgr-3' })]),
      expect: 'compliant',
      notes: ['sg-node lets the world in to further ports: sgr-3.'],
    },
    {
      name: 'a group that only an instance carries, added by hand',
      given: aSnapshot({
        networkInterfaces: { 'eni-node-a': { securityGroupIds: ['sg-cluster', 'sg-debug'] } },
        securityGroups: { 'sg-debug': { ingress: [rule('tcp', 22, '0.0.0.0/0')] } },
      }),
      expect: { 'sg-debug': [administration('tcp 22', undefined, 'sg-debug')], 'sg-cluster': 'not-applicable' },
    },
    {
      name: 'the cluster security group is on the control plane too: another rule’s business',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [anyTraffic('0.0.0.0/0')] } } }),
      expect: 'not-applicable',
    },
    {
      name: 'a key without source groups, before the group exists',
      given: remote({}),
      expect: { 'demo/workers': [openedByEks] },
      severity: 'high',
    },
    {
      name: 'a key without source groups, in public subnets',
      given: remote({}, { cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-public-a'] } } } }),
      expect: [openedByEks],
      severity: 'critical',
    },
    {
      name: 'a key without source groups, where groups could not be read',
      given: without(remote({ securityGroupId: 'sg-remote' }), 'securityGroups'),
      expect: { 'sg-remote': [openedByEks] },
    },
    {
      name: 'the remote-access group itself shows what EKS opened',
      given: remote(
        { securityGroupId: 'sg-remote' },
        { securityGroups: { 'sg-remote': { ingress: [rule('tcp', 22, '0.0.0.0/0', { ruleId: 'sgr-ssh' })] } } },
      ),
      expect: { 'sg-remote': [administration('tcp 22', undefined, 'sg-remote')] },
    },
    {
      name: 'a key with a source group',
      given: remote(
        { securityGroupId: 'sg-remote', sourceSecurityGroupIds: ['sg-bastion'] },
        { securityGroups: { 'sg-remote': { ingress: [rule('tcp', 22, 'sg-bastion')] } } },
      ),
      expect: { 'sg-remote': 'compliant' },
    },
    {
      name: 'a launch template names a group that does not exist',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-x', version: '1' } } } },
        launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-gone'] } },
      }),
      expect: { 'sg-gone': 'not-applicable' },
    },
    {
      name: 'a prefix list on the SSH port could not be read',
      given: nodes([rule('tcp', 22, 'pl-corp')], { prefixLists: { 'pl-corp': { entries: unread('it was denied') } } }),
      expect: 'indeterminate',
    },
    {
      name: 'a prefix list on a port that is not judged could not be read',
      given: nodes([rule('tcp', 8080, 'pl-corp')], {
        prefixLists: { 'pl-corp': { entries: unread('it was denied') } },
      }),
      expect: { 'sg-node': 'compliant' },
    },
    {
      name: 'an open rule stays certain beside one that could not be read',
      given: nodes([
        rule('tcp', 22, '0.0.0.0/0'),
        { ...rule('tcp', 3389, '10.0.0.0/8'), peer: unread('it was denied') },
      ]),
      expect: [administration('tcp 22')],
    },
    {
      name: 'the groups of the VPC are hidden',
      given: hiddenIn(nodes([]), 'securityGroups', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
