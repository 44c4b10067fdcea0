import { controlPlaneReachesRemoteKubelets } from '../../../shared/rules/hybrid-nodes/control-plane-reaches-remote-kubelets.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const allowing = (...egress: ReturnType<typeof rule>[]) =>
  aHybridSnapshot({ securityGroups: { 'sg-cluster': { egress } } });
const forbidden = (blocks: string) =>
  `sg-cluster does not allow control plane → ${blocks} of the remote node networks at tcp 10250: logs and exec fail (dial tcp …:10250: i/o timeout).`;

export default {
  rule: controlPlaneReachesRemoteKubelets,
  cases: [
    { name: 'the default rule for all egress', given: aHybridSnapshot(), expect: { 'sg-cluster': 'compliant' } },
    {
      name: 'port 10250 to the nodes’ network',
      given: allowing(rule('tcp', 10250, '10.80.0.0/16')),
      expect: 'compliant',
    },
    {
      name: 'egress restricted to security groups',
      given: allowing(anyTraffic('sg-cluster')),
      expect: [forbidden('10.80.0.0/16')],
      severity: 'high',
    },
    { name: 'no egress rule at all', given: allowing(), expect: [forbidden('10.80.0.0/16')] },
    {
      name: 'only port 443',
      given: allowing(rule('tcp', 443, '0.0.0.0/0')),
      expect: [forbidden('10.80.0.0/16')],
    },
    {
      name: 'IPv6 alone does not help',
      given: allowing(anyTraffic('::/0')),
      expect: [forbidden('10.80.0.0/16')],
    },
    {
      name: 'half of the network',
      given: allowing(rule('tcp', [1024, 65_535], '10.80.0.0/17')),
      expect: [forbidden('10.80.128.0/17')],
    },
    {
      name: 'only pods are remote',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: [] } }),
      expect: 'not-applicable',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'security groups could not be read',
      given: without(aHybridSnapshot(), 'securityGroups'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
