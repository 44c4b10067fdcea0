import { unread } from '../../../shared/model/snapshot/known.ts';
import { controlPlaneReachesRemoteWebhooks } from '../../../shared/rules/hybrid-nodes/control-plane-reaches-remote-webhooks.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const egress = (...rules: ReturnType<typeof rule>[]) =>
  aHybridSnapshot({ securityGroups: { 'sg-cluster': { egress: rules } } });
const forbidden = (port: number, blocks = '10.85.0.0/16') =>
  `sg-cluster does not allow control plane → ${blocks} of the remote pod networks at tcp ${port}: webhooks there are not called (context deadline exceeded).`;
const toNodesOnly = egress(rule('tcp', 10_250, '10.80.0.0/16'));

export default {
  rule: controlPlaneReachesRemoteWebhooks,
  cases: [
    {
      name: 'the default rule for all egress, and no ports are declared',
      given: aHybridSnapshot(),
      expect: 'compliant',
    },
    {
      name: 'egress is restricted, and no ports are declared',
      given: egress(rule('tcp', 8443, '10.85.0.0/16')),
      expect: 'indeterminate',
    },
    { name: 'no egress rule at all, and no ports are declared', given: egress(), expect: 'indeterminate' },
    {
      name: 'every port of TCP to the pods’ network is enough for any webhook',
      given: egress(rule('tcp', [0, 65_535], '10.85.0.0/16')),
      expect: 'compliant',
    },
    {
      name: 'the declared port is allowed',
      given: egress(rule('tcp', 8443, '10.85.0.0/16')),
      declare: { webhookPorts: [8443] },
      expect: 'compliant',
    },
    {
      name: 'of two declared ports one is forbidden',
      given: egress(rule('tcp', 8443, '10.85.0.0/16')),
      declare: { webhookPorts: [8443, 9443] },
      expect: [forbidden(9443)],
      severity: 'medium',
      causes: ['security-group-port sg-cluster out tcp 9443'],
    },
    {
      name: 'half of the pods’ network is left out',
      given: egress(rule('tcp', [8443, 9443], '10.85.0.0/17')),
      declare: { webhookPorts: [8443] },
      expect: [forbidden(8443, '10.85.128.0/17')],
    },
    {
      name: 'references to groups never match pods on premises',
      given: egress(anyTraffic('sg-cluster')),
      declare: { webhookPorts: [8443] },
      expect: [forbidden(8443)],
    },
    {
      name: 'no webhooks are declared to run',
      given: toNodesOnly,
      declare: { webhookPorts: [] },
      expect: 'not-applicable',
    },
    {
      name: 'remote pods are declared not to be routable',
      given: toNodesOnly,
      declare: { podCidrsRoutable: false, webhookPorts: [8443] },
      expect: 'not-applicable',
    },
    {
      name: 'the CNI on premises hides pods behind their nodes',
      given: aHybridSnapshot({ cluster: { remotePodCidrs: [] } }),
      expect: 'not-applicable',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'a rule could not be read, which may allow the port',
      given: aHybridSnapshot({ securityGroups: { 'sg-cluster': { egress: [unread('denied')] } } }),
      declare: { webhookPorts: [8443] },
      expect: 'indeterminate',
    },
    {
      name: 'security groups could not be read',
      given: without(aHybridSnapshot(), 'securityGroups'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
