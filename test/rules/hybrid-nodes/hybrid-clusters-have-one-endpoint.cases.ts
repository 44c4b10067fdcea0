import { unread } from '../../../shared/model/snapshot/known.ts';
import { hybridClustersHaveOneEndpoint } from '../../../shared/rules/hybrid-nodes/hybrid-clusters-have-one-endpoint.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const endpoints = (endpointPublicAccess: boolean, endpointPrivateAccess: boolean, ...publicAccessCidrs: string[]) =>
  aHybridSnapshot({ cluster: { endpointPublicAccess, endpointPrivateAccess, publicAccessCidrs } });

export default {
  rule: hybridClustersHaveOneEndpoint,
  cases: [
    { name: 'only the private endpoint', given: endpoints(false, true, '0.0.0.0/0'), expect: 'compliant' },
    { name: 'only the public endpoint, open to all', given: endpoints(true, false, '0.0.0.0/0'), expect: 'compliant' },
    {
      name: 'only the public endpoint, without a list, which means all',
      given: endpoints(true, false),
      expect: 'compliant',
    },
    {
      name: 'both endpoints',
      given: endpoints(true, true, '0.0.0.0/0'),
      expect: ['Both endpoints of demo are on: hybrid nodes resolve its API server to public addresses.'],
      severity: 'medium',
    },
    {
      name: 'only the public endpoint, restricted, and nobody declares where hybrid nodes call from',
      given: endpoints(true, false, '203.0.113.0/24'),
      expect: 'indeterminate',
    },
    {
      name: 'the declared addresses are admitted',
      given: endpoints(true, false, '203.0.113.0/25', '203.0.113.128/25'),
      declare: { onPremPublicCidrs: ['203.0.113.0/24'] },
      expect: 'compliant',
    },
    {
      name: 'a declared address is not admitted',
      given: endpoints(true, false, '203.0.113.0/24'),
      declare: { onPremPublicCidrs: ['203.0.113.5/32', '198.51.100.7/32'] },
      expect: [
        'The public endpoint of demo does not admit 198.51.100.7/32, from where hybrid nodes call it: they cannot join.',
      ],
    },
    {
      name: 'two halves admit everyone',
      given: endpoints(true, false, '0.0.0.0/1', '128.0.0.0/1'),
      expect: 'compliant',
    },
    { name: 'neither endpoint, which EKS does not allow', given: endpoints(false, false), expect: 'indeterminate' },
    {
      name: 'whether the public endpoint is on could not be read',
      given: aHybridSnapshot({ cluster: { endpointPublicAccess: unread('not supplied') } }),
      expect: 'indeterminate',
    },
    {
      name: 'both endpoints, without hybrid nodes',
      given: aSnapshot({ cluster: { endpointPublicAccess: true } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
