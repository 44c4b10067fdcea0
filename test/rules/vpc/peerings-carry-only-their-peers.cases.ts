import { unread } from '../../../shared/model/snapshot/known.ts';
import { peeringsCarryOnlyTheirPeers } from '../../../shared/rules/vpc/peerings-carry-only-their-peers.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const toPeer = (destination: string, id = 'pcx-1') => route(destination, 'vpc-peering-connection', id);
const given = (routes: ReturnType<typeof route>[], patches: Patches = {}) =>
  aSnapshot({
    vpcPeeringConnections: { 'pcx-1': {} },
    routeTables: { 'rtb-a': { routes: [local, ...routes] } },
    ...patches,
  });
const beyond = (destination: string) =>
  [
    `rtb-a sends ${destination} to pcx-1, and vpc-peer behind it has only 10.9.0.0/16: a peering connection does not lead on to other networks.`,
  ] as const;

export default {
  rule: peeringsCarryOnlyTheirPeers,
  cases: [
    { name: 'no route to a peering connection', given: aSnapshot(), expect: 'compliant' },
    { name: 'the peer’s block', given: given([toPeer('10.9.0.0/16')]), expect: 'compliant' },
    { name: 'a part of the peer’s block', given: given([toPeer('10.9.32.0/20')]), expect: 'compliant' },
    {
      name: 'a block that two blocks of the peer make up together',
      given: given([toPeer('10.8.0.0/15')], {
        vpcPeeringConnections: {
          'pcx-1': { accepter: { vpcId: 'vpc-peer', cidrs: ['10.8.0.0/16', '10.9.0.0/16'] } },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'the default route, to use the peer’s gateways',
      given: given([toPeer('0.0.0.0/0')]),
      expect: { 'rtb-a': beyond('0.0.0.0/0'), 'rtb-b': 'compliant' },
      severity: 'medium',
      causes: ['route rtb-a 0.0.0.0/0'],
    },
    {
      name: 'a network on premises behind the peer',
      given: given([toPeer('172.30.0.0/16')]),
      expect: beyond('172.30.0.0/16'),
    },
    {
      name: 'an IPv6 network behind the peer',
      given: given([toPeer('2001:db8::/32')]),
      expect: beyond('2001:db8::/32'),
    },
    {
      name: 'half of the destination is the peer’s',
      given: given([toPeer('10.8.0.0/15')]),
      expect: beyond('10.8.0.0/15'),
    },
    {
      name: 'a prefix list that names a third VPC too',
      given: given([toPeer('pl-corp')], { prefixLists: { 'pl-corp': { entries: ['10.9.0.0/16', '10.10.0.0/16'] } } }),
      expect: beyond('pl-corp'),
    },
    {
      name: 'a prefix list of networks that the peer has not',
      given: given([toPeer('pl-corp')], { prefixLists: { 'pl-corp': { entries: ['10.10.0.0/16'] } } }),
      expect: beyond('pl-corp'),
    },
    {
      name: 'the peering connection is not accepted yet',
      given: given([toPeer('10.9.0.0/16')], { vpcPeeringConnections: { 'pcx-1': { status: 'pending-acceptance' } } }),
      expect: ['rtb-a sends 10.9.0.0/16 to pcx-1, which is pending-acceptance.'],
      causes: ['route rtb-a 10.9.0.0/16'],
    },
    {
      name: 'the peering connection is gone: the same cause as that of the blackhole',
      given: given([toPeer('10.9.0.0/16', 'pcx-gone')]),
      expect: ['rtb-a sends 10.9.0.0/16 to pcx-gone, which does not exist.'],
      causes: ['route rtb-a 10.9.0.0/16'],
    },
    {
      name: 'this VPC accepted the peering connection',
      given: given([toPeer('10.9.0.0/16')], {
        vpcPeeringConnections: {
          'pcx-1': {
            requester: { vpcId: 'vpc-peer', cidrs: ['10.9.0.0/16'] },
            accepter: { vpcId: 'vpc-main', cidrs: ['10.0.0.0/16'] },
          },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'the peer in another account does not tell its blocks',
      given: given([toPeer('10.9.0.0/16')], {
        vpcPeeringConnections: { 'pcx-1': { accepter: { vpcId: 'vpc-peer', cidrs: unread('not told') } } },
      }),
      expect: { 'rtb-a': 'indeterminate', 'rtb-b': 'compliant' },
    },
    { name: 'a prefix list that was not listed', given: given([toPeer('pl-corp')]), expect: 'indeterminate' },
    {
      name: 'peering connections could not be read',
      given: without(given([toPeer('10.9.0.0/16')]), 'vpcPeeringConnections'),
      expect: 'indeterminate',
    },
    {
      name: 'route tables are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
