import { describe, expect, it } from '@jest/globals';
import { connectedNetworks } from '../../shared/model/peerings.ts';
import type { VpcPeeringConnectionRecord } from '../../shared/model/snapshot/gateways.ts';
import { unread } from '../../shared/model/snapshot/known.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { aSnapshot, hiddenIn, without } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

const peered = (vpcPeeringConnections: Readonly<Record<string, Partial<VpcPeeringConnectionRecord>>>) =>
  aSnapshot({ vpcPeeringConnections, vpcs: { 'vpc-other': {} } });
const inWords = (snapshot: Parameters<typeof viewOf>[0]) =>
  connectedNetworks(viewOf(snapshot)).map((network) =>
    network instanceof NotObserved
      ? `? ${network.missing.fact}`
      : `${network.cidr} of ${network.of} ${network.through}`,
  );

describe('connected networks', () => {
  it('lie behind active peering connections, whichever side asked for them', () => {
    const main = { vpcId: 'vpc-main', cidrs: ['10.0.0.0/16'] };
    const snapshot = peered({
      'pcx-1': {},
      'pcx-2': { requester: { vpcId: 'vpc-x', cidrs: ['10.8.0.0/16', '10.7.0.0/16'] }, accepter: main },
      'pcx-3': { status: 'expired' },
      'pcx-4': { requester: { vpcId: 'vpc-y', cidrs: ['10.6.0.0/16'] } },
    });
    expect(inWords(snapshot)).toEqual([
      '10.9.0.0/16 of vpc-peer pcx-1',
      '10.8.0.0/16 of vpc-x pcx-2',
      '10.7.0.0/16 of vpc-x pcx-2',
    ]);
  });

  it('stand as not observed where they may be hidden, and not where another VPC’s are', () => {
    expect(inWords(peered({ 'pcx-1': { status: unread('later') } }))).toEqual(['? vpcPeeringConnections.status']);
    expect(inWords(hiddenIn(peered({}), 'vpcPeeringConnections', 'vpc-main'))).toEqual(['? vpcPeeringConnections']);
    expect(inWords(hiddenIn(peered({}), 'vpcPeeringConnections', 'vpc-other'))).toEqual([]);
    expect(inWords(hiddenIn(peered({}), 'vpcPeeringConnections', 'pcx-9'))).toEqual(['? vpcPeeringConnections']);
    expect(inWords(without(peered({}), 'vpcPeeringConnections'))).toEqual(['? vpcPeeringConnections']);
  });
});
