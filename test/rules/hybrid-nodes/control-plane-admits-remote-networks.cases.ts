import { unread } from '../../../shared/model/snapshot/known.ts';
import { controlPlaneAdmitsRemoteNetworks } from '../../../shared/rules/hybrid-nodes/control-plane-admits-remote-networks.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const self = anyTraffic('sg-cluster');
const admitting = (...rules: ReturnType<typeof rule>[]) => ({ 'sg-cluster': { ingress: [self, ...rules] } });
const nodes = rule('tcp', 443, '10.80.0.0/16');
const nodesRefused = (groups: string, blocks: string) =>
  `${groups} does not admit tcp 443 from ${blocks} of the remote node networks → control plane: hybrid nodes cannot join there.`;
const podsRefused = (groups: string, blocks: string) =>
  `${groups} does not admit tcp 443 from ${blocks} of the remote pod networks → control plane: pods there cannot call the API server.`;
const withAdditional = {
  cluster: { securityGroupIds: ['sg-hybrid'] },
  networkInterfaces: {
    'eni-eks-a': { securityGroupIds: ['sg-cluster', 'sg-hybrid'] },
    'eni-eks-b': { securityGroupIds: ['sg-cluster', 'sg-hybrid'] },
  },
};

export default {
  rule: controlPlaneAdmitsRemoteNetworks,
  cases: [
    { name: 'both networks are admitted', given: aHybridSnapshot(), expect: { 'sg-cluster': 'compliant' } },
    {
      name: 'the nodes’ network is admitted, the pods’ is not',
      given: aHybridSnapshot({ securityGroups: admitting(nodes) }),
      expect: [podsRefused('sg-cluster', '10.85.0.0/16')],
      severity: 'high',
    },
    {
      name: 'neither is admitted',
      given: aHybridSnapshot({ securityGroups: admitting() }),
      expect: [nodesRefused('sg-cluster', '10.80.0.0/16'), podsRefused('sg-cluster', '10.85.0.0/16')],
      severity: 'critical',
    },
    {
      name: 'an additional security group admits them, as older instructions had it',
      given: aHybridSnapshot({
        ...withAdditional,
        securityGroups: { ...admitting(), 'sg-hybrid': { ingress: [rule('tcp', [443, 443], '10.80.0.0/12')] } },
      }),
      expect: 'compliant',
    },
    {
      name: 'an additional group that the interfaces do not carry yet does not help',
      given: aHybridSnapshot({
        cluster: { securityGroupIds: ['sg-hybrid'], remotePodCidrs: [] },
        securityGroups: { ...admitting(), 'sg-hybrid': { ingress: [nodes] } },
      }),
      expect: [nodesRefused('sg-cluster', '10.80.0.0/16')],
    },
    {
      name: 'rules that cover the network together, one of them a prefix list',
      given: aHybridSnapshot({
        cluster: { remotePodCidrs: [] },
        securityGroups: admitting(rule('tcp', 443, '10.80.0.0/17'), rule('tcp', 443, 'pl-premises')),
        prefixLists: { 'pl-premises': { entries: ['10.80.128.0/17'] } },
      }),
      expect: 'compliant',
    },
    {
      name: 'half of the network is left out',
      given: aHybridSnapshot({
        cluster: { remotePodCidrs: [] },
        securityGroups: admitting(rule('tcp', 443, '10.80.0.0/17')),
      }),
      expect: [nodesRefused('sg-cluster', '10.80.128.0/17')],
    },
    {
      name: 'a reference to a group never matches hosts on premises',
      given: aHybridSnapshot({
        cluster: { remotePodCidrs: [] },
        securityGroups: admitting(rule('tcp', 443, 'sg-premises')),
      }),
      expect: [nodesRefused('sg-cluster', '10.80.0.0/16')],
    },
    {
      name: 'while there are no control-plane interfaces the configured groups count',
      given: aHybridSnapshot({
        cluster: { securityGroupIds: ['sg-hybrid'], remotePodCidrs: [] },
        networkInterfaces: { 'eni-eks-a': null, 'eni-eks-b': null },
        securityGroups: { ...admitting(), 'sg-hybrid': { ingress: [nodes] } },
      }),
      expect: 'compliant',
    },
    {
      name: 'pods are hidden behind their nodes',
      given: aHybridSnapshot({ cluster: { remotePodCidrs: [] }, securityGroups: admitting(nodes) }),
      expect: 'compliant',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'no remote networks, and the profile is added',
      given: aSnapshot(),
      profiles: ['hybrid'],
      expect: 'not-applicable',
    },
    {
      name: 'a rule could not be read, which may admit the pods; the nodes are admitted',
      given: aHybridSnapshot({ securityGroups: { 'sg-cluster': { ingress: [self, nodes, unread('denied')] } } }),
      expect: 'indeterminate',
    },
    {
      name: 'security groups could not be read',
      given: without(aHybridSnapshot(), 'securityGroups'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
