import { unread } from '../../../shared/model/snapshot/known.ts';
import { networkAclsAllowClusterTraffic } from '../../../shared/rules/vpc/network-acls-allow-cluster-traffic.ts';
import { aclEntry } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const everything = (direction: 'in' | 'out', number = 100) => aclEntry(number, direction, 'allow', 'any', '0.0.0.0/0');

const remote = (port: number, number: number) => aclEntry(number, 'in', 'deny', 'tcp', '0.0.0.0/0', [port, port]);

const final = (direction: 'in' | 'out') => aclEntry(32_767, direction, 'deny', 'any', '0.0.0.0/0');

/** `subnet-node-b`, with a list of its own, is the only node subnet; the control plane is in `subnet-a` and `subnet-b`. */
const split = (entries: readonly ReturnType<typeof aclEntry>[], patch: Parameters<typeof aSnapshot>[0] = {}) =>
  aSnapshot({
    ...patch,
    subnets: { 'subnet-node-b': { cidr: '10.0.3.0/24' }, ...patch.subnets },
    networkAcls: {
      'acl-main': { subnetIds: ['subnet-a', 'subnet-b', 'subnet-public-a', 'subnet-public-b'] },
      'acl-node': { subnetIds: ['subnet-node-b'], entries: [...entries] },
      ...patch.networkAcls,
    },
    cluster: { ...patch.cluster, nodeGroups: { 'demo/workers': { subnetIds: ['subnet-node-b'] } } },
  });

const blocked = (packets: string, why: string, neededFor: string, acl = 'acl-node of subnet-node-b') =>
  `${acl} does not let all ${packets}: ${why}; needed for ${neededFor}.`;
const api = 'tcp 443 from nodes to control plane';
const kubelet = 'tcp 10250 from control plane to nodes';
const both = 'subnet-a, subnet-b';

const comment = [
  aclEntry(100, 'out', 'allow', 'tcp', '0.0.0.0/0', [443, 443]),
  aclEntry(100, 'in', 'allow', 'tcp', '0.0.0.0/0', [1024, 65_535]),
];

export default {
  rule: networkAclsAllowClusterTraffic,
  cases: [
    {
      name: 'the default list lets everything through',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: '443 out and ephemeral ports in: nodes join, but replies of kubelets are dropped',
      given: split(comment),
      expect: {
        'subnet-node-b': [blocked(`tcp 1024-65535 out to ${both}`, 'no entry allows it', kubelet)],
        'subnet-a': 'compliant',
        'subnet-b': 'compliant',
      },
      severity: 'critical',
    },
    {
      name: 'SSH and RDP are denied to everybody: no service of the cluster, and clients have other ports',
      given: split([remote(22, 10), remote(3389, 20), everything('in'), everything('out')]),
      expect: 'compliant',
    },
    {
      name: 'the deny that AWS lists at the end is no entry that anybody made: each missing entry is a fault of its own',
      given: split([...comment, final('in'), final('out')]),
      expect: {
        'subnet-node-b': [blocked(`tcp 1024-65535 out to ${both}`, 'no entry allows it', kubelet)],
        'subnet-a': 'compliant',
      },
      causes: ['network-acl acl-node out tcp 1024-65535'],
    },
    {
      name: 'the same list, with nodes and control plane in one subnet: nothing passes it',
      given: aSnapshot({
        networkAcls: { 'acl-main': { entries: comment } },
        cluster: { subnetIds: ['subnet-a'], nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'] } } },
      }),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'a public endpoint only: 443 to the control plane’s subnets is not needed, 10250 from them is',
      given: split(
        [
          aclEntry(100, 'in', 'allow', 'tcp', '10.0.0.0/16', [10_250, 10_250]),
          aclEntry(100, 'out', 'allow', 'tcp', '10.0.0.0/16', [1024, 65_535]),
        ],
        { cluster: { endpointPublicAccess: true, endpointPrivateAccess: false } },
      ),
      expect: 'compliant',
    },
    {
      name: 'inbound from the VPC alone suffices for the private endpoint',
      given: split([everything('out'), aclEntry(100, 'in', 'allow', 'any', '10.0.0.0/16')]),
      expect: 'compliant',
    },
    {
      name: 'deny 90 beats allow 100, for one of two cluster subnets',
      given: split([
        everything('in'),
        everything('out'),
        aclEntry(90, 'in', 'deny', 'tcp', '10.0.2.0/24', [10_250, 10_250]),
      ]),
      expect: [blocked('tcp 10250 in from subnet-b', 'entry 90 denies it', kubelet)],
    },
    {
      name: 'allow 80 comes before deny 90',
      given: split([everything('in', 80), everything('out'), aclEntry(90, 'in', 'deny', 'any', '0.0.0.0/0')]),
      expect: 'compliant',
    },
    {
      name: 'a deny as the first entry leaves no number before it',
      given: split([everything('in'), everything('out'), aclEntry(1, 'out', 'deny', 'tcp', '0.0.0.0/0', [443, 443])]),
      expect: [blocked(`tcp 443 out to ${both}`, 'entry 1 denies it', api)],
    },
    {
      name: 'the list of one of two cluster subnets lets nothing out: EKS may place interfaces there',
      given: split([everything('in'), everything('out')], {
        networkAcls: {
          'acl-main': { subnetIds: ['subnet-b'] },
          'acl-a': { subnetIds: ['subnet-a'], entries: [everything('in')] },
        },
      }),
      expect: {
        'subnet-a': [
          blocked('tcp 1024-65535 out to subnet-node-b', 'no entry allows it', api, 'acl-a of subnet-a'),
          blocked('tcp 10250 out to subnet-node-b', 'no entry allows it', kubelet, 'acl-a of subnet-a'),
        ],
        'subnet-b': 'compliant',
        'subnet-node-b': 'compliant',
      },
    },
    {
      name: 'one list on both subnets is asked in both directions',
      given: aSnapshot({
        networkAcls: { 'acl-main': { entries: [everything('in'), aclEntry(100, 'out', 'allow', 'tcp', '0.0.0.0/0')] } },
      }),
      expect: [
        blocked('udp 53 out to subnet-b', 'no entry allows it', 'udp 53 from nodes to nodes', 'acl-main of subnet-a'),
        blocked(
          'udp 1024-65535 out to subnet-b',
          'no entry allows it',
          'udp 53 from nodes to nodes',
          'acl-main of subnet-a',
        ),
        blocked('udp 53 out to subnet-a', 'no entry allows it', 'udp 53 from nodes to nodes', 'acl-main of subnet-b'),
        blocked(
          'udp 1024-65535 out to subnet-a',
          'no entry allows it',
          'udp 53 from nodes to nodes',
          'acl-main of subnet-b',
        ),
      ],
    },
    {
      name: 'declared webhook and node ports are asked for too',
      given: split([everything('out'), aclEntry(90, 'in', 'deny', 'tcp', '10.0.0.0/16', [800, 900]), everything('in')]),
      declare: { webhookPorts: [843], nodePorts: [8080] },
      expect: [blocked(`tcp 843 in from ${both}`, 'entry 90 denies it', 'tcp 843 from control plane to nodes')],
    },
    {
      name: 'an IPv6 cluster whose list has no IPv6 entries',
      given: split([everything('in'), everything('out')], {
        subnets: {
          'subnet-a': { ipv6Cidrs: ['2001:db8:0:1::/64'] },
          'subnet-b': { ipv6Cidrs: ['2001:db8:0:2::/64'] },
          'subnet-node-b': { cidr: '10.0.3.0/24', ipv6Cidrs: [] },
        },
        cluster: { ipFamily: 'ipv6' },
      }),
      expect: {
        'subnet-node-b': [
          blocked(`tcp 443 out to ${both}`, 'no entry allows it', api),
          blocked(`tcp 1024-65535 in from ${both}`, 'no entry allows it', api),
          blocked(`tcp 10250 in from ${both}`, 'no entry allows it', kubelet),
          blocked(`tcp 1024-65535 out to ${both}`, 'no entry allows it', kubelet),
        ],
        'subnet-a': 'compliant',
      },
    },
    {
      name: 'a subnet in which Karpenter runs a node',
      given: aSnapshot({
        subnets: { 'subnet-c': { cidr: '10.0.3.0/24' } },
        networkAcls: { 'acl-c': { subnetIds: ['subnet-c'], entries: [everything('in')] } },
        cluster: { subnetIds: ['subnet-a'], nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'] } } },
        instances: {
          'i-karpenter': {
            subnetId: 'subnet-c',
            tags: { 'kubernetes.io/cluster/demo': 'owned', 'karpenter.sh/nodepool': 'default' },
          },
        },
      }),
      expect: {
        'subnet-c': [
          blocked('tcp 443 out to subnet-a', 'no entry allows it', api, 'acl-c of subnet-c'),
          blocked(
            'tcp 1024-65535 out to subnet-a',
            'no entry allows it',
            `${kubelet}, tcp 53 from nodes to nodes, tcp 10250 from nodes to nodes`,
            'acl-c of subnet-c',
          ),
          blocked('udp 53 out to subnet-a', 'no entry allows it', 'udp 53 from nodes to nodes', 'acl-c of subnet-c'),
          blocked(
            'udp 1024-65535 out to subnet-a',
            'no entry allows it',
            'udp 53 from nodes to nodes',
            'acl-c of subnet-c',
          ),
          blocked('tcp 53 out to subnet-a', 'no entry allows it', 'tcp 53 from nodes to nodes', 'acl-c of subnet-c'),
          blocked(
            'tcp 10250 out to subnet-a',
            'no entry allows it',
            'tcp 10250 from nodes to nodes',
            'acl-c of subnet-c',
          ),
        ],
        'subnet-a': 'compliant',
      },
    },
    {
      name: 'the lists of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'networkAcls', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'an entry could not be read',
      given: split([everything('in'), { ...everything('out'), cidr: unread('reading it was denied') }]),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'what is blocked for the subnets that are known stays certain',
      given: split(comment, { subnets: { 'subnet-b': { cidr: unread('reading it was denied') } } }),
      expect: [blocked('tcp 1024-65535 out to subnet-a', 'no entry allows it', kubelet)],
    },
  ],
} satisfies RuleCases;
