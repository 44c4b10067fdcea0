import { unread } from '../../../shared/model/snapshot/known.ts';
import { noRulesAreLeftOfRemoteNetworks } from '../../../shared/rules/hybrid-nodes/no-rules-are-left-of-remote-networks.ts';
import { aHybridSnapshot, local, nodesByTransit } from '../../support/hybrid-snapshot.ts';
import { anyTraffic, route, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aHybridSnapshot>[0]>;
type Rule = ReturnType<typeof rule>;

const current = [anyTraffic('sg-cluster'), rule('tcp', 443, '10.80.0.0/16'), rule('tcp', 443, '10.85.0.0/16')];
const old = rule('tcp', 443, '10.99.0.0/16');
const withRules = (rules: readonly (Rule | ReturnType<typeof unread>)[], patches: Patches = {}) =>
  aHybridSnapshot({ ...patches, securityGroups: { 'sg-cluster': { ingress: [...current, ...rules] } } });
const possible = (blocks: string) =>
  `sg-cluster admits tcp 443 from ${blocks}, which no known network has: possibly left over from a remote network.`;
const fillers = Array.from({ length: 49 }, (_, index) => rule('tcp', 443, `192.0.2.${index}/32`));

export default {
  rule: noRulesAreLeftOfRemoteNetworks,
  cases: [
    { name: 'rules for the current remote networks', given: aHybridSnapshot(), expect: { 'sg-cluster': 'compliant' } },
    {
      name: 'a rule of a remote network that was removed',
      given: withRules([old]),
      expect: [possible('10.99.0.0/16')],
      severity: 'low',
    },
    {
      name: 'a cluster that was hybrid once',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [anyTraffic('sg-cluster'), old] } } }),
      expect: [possible('10.99.0.0/16')],
    },
    { name: 'a cluster that never was', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the group is nearly full',
      given: withRules([old, ...fillers]),
      expect: [possible('10.99.0.0/16')],
      severity: 'medium',
    },
    {
      name: 'a rule from the shared address space',
      given: withRules([rule('tcp', 443, '100.64.8.0/24')]),
      expect: [possible('100.64.8.0/24')],
    },
    {
      name: 'a remote network that became smaller',
      given: withRules([rule('tcp', 443, '10.80.0.0/15')]),
      expect: [possible('10.81.0.0/16 (a part of 10.80.0.0/15)')],
    },
    {
      name: 'a remote network that is now named as two halves',
      given: withRules([rule('tcp', 443, '10.98.0.0/16')], {
        cluster: { remoteNodeCidrs: ['10.80.0.0/16', '10.98.0.0/17', '10.98.128.0/17'] },
      }),
      expect: 'compliant',
    },
    {
      name: 'people are declared to use it',
      given: withRules([old]),
      declare: { adminCidrs: ['10.96.0.0/13'] },
      expect: 'compliant',
    },
    {
      name: 'API clients are declared there',
      given: withRules([old]),
      declare: { apiClientCidrs: ['10.99.0.0/16'] },
      expect: 'compliant',
    },
    {
      name: 'the network of a peered VPC',
      given: withRules([rule('tcp', 443, '10.9.0.0/16')], { vpcPeeringConnections: { 'pcx-1': {} } }),
      expect: 'compliant',
    },
    {
      name: 'the network of a VPC whose peering was deleted',
      given: withRules([rule('tcp', 443, '10.9.0.0/16')], {
        vpcPeeringConnections: { 'pcx-1': { status: 'deleted' } },
      }),
      expect: [possible('10.9.0.0/16')],
    },
    {
      name: 'the VPC itself, and whatever holds it, never was a remote network',
      given: withRules([rule('tcp', 443, '10.0.0.0/16'), rule('tcp', 443, '10.0.0.0/8')]),
      expect: 'compliant',
    },
    {
      name: 'public addresses, other ports and groups are not of that kind',
      given: withRules([
        rule('tcp', 443, '203.0.113.0/24'),
        rule('tcp', [443, 444], '10.99.0.0/16'),
        rule('udp', 443, '10.99.0.0/16'),
        anyTraffic('10.99.0.0/16'),
        rule('tcp', 443, 'pl-office'),
        rule('tcp', 443, 'sg-bastion'),
      ]),
      expect: 'compliant',
    },
    {
      name: 'routes for it are left too',
      given: withRules([old], {
        routeTables: {
          'rtb-a': { routes: [local, nodesByTransit, route('10.99.0.0/16', 'transit-gateway', 'tgw-main')] },
        },
      }),
      expect: [possible('10.99.0.0/16')],
      notes: ['Routes for 10.99.0.0/16 are there too: rtb-a 10.99.0.0/16.'],
    },
    {
      name: 'a remote network that is not known may account for it',
      given: withRules([old], { cluster: { remoteNodeCidrs: ['10.80.0.0/16', unread('not resolved')] } }),
      expect: 'indeterminate',
    },
    {
      name: 'a rule could not be read',
      given: withRules([unread('denied')]),
      expect: 'indeterminate',
    },
    {
      name: 'peering connections could not be read, and may account for it',
      given: without(withRules([old]), 'vpcPeeringConnections'),
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
