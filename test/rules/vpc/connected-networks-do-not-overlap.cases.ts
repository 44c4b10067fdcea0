import { unread } from '../../../shared/model/snapshot/known.ts';
import { connectedNetworksDoNotOverlap } from '../../../shared/rules/vpc/connected-networks-do-not-overlap.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const peer = (cidrs: string[]) => ({ vpcId: 'vpc-peer', ownerId: '111122223333', region: 'us-east-1', cidrs });
const peered = (cidrs: string[], patches: Patches = {}) =>
  aSnapshot({ vpcPeeringConnections: { 'pcx-1': { accepter: peer(cidrs) } }, ...patches });

export default {
  rule: connectedNetworksDoNotOverlap,
  cases: [
    { name: 'a peered VPC with other addresses', given: peered(['10.9.0.0/16']), expect: 'compliant' },
    {
      name: 'a secondary block was added to the peer later',
      given: peered(['10.9.0.0/16', '10.0.64.0/18']),
      expect: [
        '10.0.0.0/16 of vpc-main overlaps 10.0.64.0/18 of vpc-peer (pcx-1): traffic to the addresses in both stays in vpc-main.',
      ],
      severity: 'medium',
      causes: ['cidr-overlap 10.0.64.0/18 10.0.0.0/16'],
    },
    {
      name: 'a secondary block was added to the cluster’s VPC later, which requested the peering or accepted it',
      given: aSnapshot({
        vpcs: { 'vpc-main': { cidrs: ['10.0.0.0/16', '10.9.0.0/16'] } },
        vpcPeeringConnections: {
          'pcx-1': { requester: peer(['10.9.128.0/20']), accepter: { vpcId: 'vpc-main', cidrs: ['10.0.0.0/16'] } },
        },
      }),
      expect: [
        '10.9.0.0/16 of vpc-main overlaps 10.9.128.0/20 of vpc-peer (pcx-1): traffic to the addresses in both stays in vpc-main.',
      ],
    },
    {
      name: 'a network behind a transit gateway, as declared',
      given: aSnapshot(),
      declare: { connectedCidrs: ['10.0.64.0/18', '192.168.0.0/16'] },
      expect: [
        '10.0.0.0/16 of vpc-main overlaps 10.0.64.0/18 (connectedCidrs): traffic to the addresses in both stays in vpc-main.',
      ],
    },
    {
      name: 'the very block of the VPC behind a transit gateway, as declared',
      given: aSnapshot(),
      declare: { connectedCidrs: ['10.0.0.0/16'] },
      expect: [
        '10.0.0.0/16 of vpc-main overlaps 10.0.0.0/16 (connectedCidrs): traffic to the addresses in both stays in vpc-main.',
      ],
    },
    {
      name: 'a summary of the company’s networks, the VPC among them, as declared',
      given: aSnapshot(),
      declare: { connectedCidrs: ['10.0.0.0/8'] },
      expect: 'compliant',
      notes: ['10.0.0.0/8 (connectedCidrs) is taken for a summary that has 10.0.0.0/16 of vpc-main in it.'],
    },
    {
      name: 'an IPv6 block',
      given: peered(['10.9.0.0/16', '2001:db8:1234:aa00::/56'], {
        vpcs: { 'vpc-main': { ipv6Cidrs: ['2001:db8:1234:aa00::/56'] } },
      }),
      expect: [
        '2001:db8:1234:aa00::/56 of vpc-main overlaps 2001:db8:1234:aa00::/56 of vpc-peer (pcx-1): traffic to the addresses in both stays in vpc-main.',
      ],
    },
    {
      name: 'a peering connection that was deleted carries nothing',
      given: aSnapshot({
        vpcPeeringConnections: {
          'pcx-1': { status: 'deleted', accepter: peer(['10.0.64.0/18']) },
          'pcx-2': {},
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'a peering connection of two other VPCs',
      given: aSnapshot({
        vpcPeeringConnections: {
          'pcx-1': { requester: { vpcId: 'vpc-x', cidrs: ['10.0.0.0/17'] }, accepter: peer(['10.0.128.0/17']) },
        },
      }),
      expect: 'not-applicable',
    },
    { name: 'nothing is connected, as far as is known', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the blocks of the peer are not told',
      given: aSnapshot({
        vpcPeeringConnections: { 'pcx-1': { accepter: { vpcId: 'vpc-peer', cidrs: unread('not told') } } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'peering connections of the VPC are hidden, and a declared network certainly overlaps',
      given: hiddenIn(aSnapshot(), 'vpcPeeringConnections', 'vpc-main'),
      declare: { connectedCidrs: ['10.0.128.0/17'] },
      expect: [
        '10.0.0.0/16 of vpc-main overlaps 10.0.128.0/17 (connectedCidrs): traffic to the addresses in both stays in vpc-main.',
      ],
    },
    {
      name: 'peering connections of another VPC are hidden',
      given: hiddenIn(
        peered(['10.9.0.0/16'], { vpcs: { 'vpc-shared': { ownerId: '123456789012' } } }),
        'vpcPeeringConnections',
        'vpc-shared',
      ),
      expect: 'compliant',
    },
    {
      name: 'peering connections could not be read',
      given: without(aSnapshot(), 'vpcPeeringConnections'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
