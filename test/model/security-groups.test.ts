import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressSet } from '../../shared/model/address-set.ts';
import { contains, rangeOf } from '../../shared/model/cidr.ts';
import type { Protocol } from '../../shared/model/ports.ts';
import { ALL_PORTS } from '../../shared/model/ports.ts';
import { ruleWords } from '../../shared/model/security-group-words.ts';
import { type Flow, securityGroupsAllow } from '../../shared/model/security-groups.ts';
import { unread } from '../../shared/model/snapshot/known.ts';
import type { SecurityGroupRecord, SecurityGroupRuleRecord } from '../../shared/model/snapshot/security.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { type Packet, packetsOf, smallBlock, smallCidr } from '../support/packets.ts';
import { smallPortRange } from '../support/ports.ts';
import { anyTraffic, rule } from '../support/record-builders.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

const hidden = unread('reading it was denied');

const groupsOf = (account: AccountView, ...ids: string[]) => ids.flatMap((id) => account.securityGroups.find(id) ?? []);

function ask(ingress: SecurityGroupRecord['ingress'], flow: Partial<Flow> & Pick<Flow, 'peer'>, given?: Snapshot) {
  const snapshot = given ?? aSnapshot();
  const group = { ...aSnapshot({ securityGroups: { 'sg-x': { ingress, egress: [] } } }) };
  const account = new AccountView({ ...snapshot, securityGroups: group.securityGroups });
  return securityGroupsAllow(account, groupsOf(account, 'sg-x', 'sg-x'), {
    direction: 'in',
    protocol: 'tcp',
    ports: { from: 443, to: 443 },
    ...flow,
  });
}

const from = (...cidrs: string[]) => ({ peer: { cidrs: AddressSet.of(...cidrs) } });

describe('securityGroupsAllow', () => {
  it('joins ports and addresses: halves of different ports are not the whole', () => {
    const rules = [rule('tcp', 443, '10.0.0.0/25'), rule('tcp', 10_250, '10.0.0.128/25')];
    expect(ask(rules, from('10.0.0.0/24'))).toMatchObject({ allowed: false, uncovered: ['10.0.0.128/25'] });
  });

  it('takes halves of addresses, ports and protocol names together', () => {
    const rules = [
      rule('tcp', [0, 1000], '10.0.0.0/25'),
      rule('6', [1001, 65_535], '10.0.0.0/25'),
      rule('tcp', [0, 65_535], '10.0.0.128/25', { ruleId: 'sgr-half' }),
    ];
    const answer = ask(rules, { ...from('10.0.0.0/24'), ports: ALL_PORTS });
    expect(answer).toMatchObject({ allowed: true, uncovered: [] });
    expect(answer.rules.map(ruleWords)).toEqual([
      'sg-x: tcp 0-1000 10.0.0.0/25',
      'sg-x: 6 1001-65535 10.0.0.0/25',
      'sgr-half',
    ]);
  });

  it('keeps the families apart', () => {
    expect(ask([anyTraffic('0.0.0.0/0')], from('::/0')).allowed).toBe(false);
    expect(ask([anyTraffic('0.0.0.0/0'), anyTraffic('::/0')], from('::/0', '0.0.0.0/0')).allowed).toBe(true);
  });

  it('blocks what no rule speaks of: no egress rules, no egress', () => {
    expect(ask([anyTraffic('0.0.0.0/0')], { ...from('10.0.0.0/8'), direction: 'out' })).toEqual({
      allowed: false,
      uncovered: ['10.0.0.0/8'],
      rules: [],
    });
  });

  it('takes any protocol for all ports, tcp not for udp, one type of ICMP not for ICMP', () => {
    const ports = { ports: { from: 53, to: 53 }, protocol: 'udp' } as const;
    expect(ask([rule('any', 443, '10.0.0.0/8')], { ...from('10.0.0.0/8'), ...ports }).allowed).toBe(true);
    expect(ask([rule('tcp', [0, 65_535], '10.0.0.0/8')], { ...from('10.0.0.0/8'), ...ports }).allowed).toBe(false);
    const unreachable = rule('icmp', undefined, '0.0.0.0/0', { icmp: { type: 3, code: 4 } });
    expect(ask([unreachable], { ...from('10.0.0.0/8'), protocol: 'icmp' }).allowed).toBe(false);
    const every = rule('icmp', undefined, '0.0.0.0/0', { icmp: { type: -1, code: -1 } });
    expect(ask([every], { ...from('10.0.0.0/8'), protocol: 'icmp' }).allowed).toBe(true);
  });

  it('looks into prefix lists only for what no CIDR block opens', () => {
    const rules = [rule('tcp', 443, 'pl-corp'), rule('tcp', 443, '10.0.0.0/25')];
    const lists = aSnapshot({ prefixLists: { 'pl-corp': { entries: ['10.0.0.128/25'] } } });
    expect(ask(rules, from('10.0.0.0/24'), lists).allowed).toBe(true);
    expect(ask(rules, from('10.0.0.0/25'), without(lists, 'prefixLists')).allowed).toBe(true);
    expect(() => ask(rules, from('10.0.0.0/24'), without(lists, 'prefixLists'))).toThrow(NotObserved);
    expect(ask(rules, from('10.0.0.0/24'), aSnapshot()).uncovered).toEqual(['10.0.0.128/25']);
  });

  it('matches a reference to a group by its id, ports of several rules together', () => {
    const rules = [rule('tcp', [0, 500], 'sg-cluster'), rule('tcp', [501, 65_535], 'sg-other')];
    const asked = (securityGroupIds: string[]) => ask(rules, { peer: { securityGroupIds }, ports: ALL_PORTS });
    expect(asked(['sg-cluster', 'sg-other']).allowed).toBe(true);
    expect(asked(['sg-cluster']).allowed).toBe(false);
  });

  it('names the rules that open something, each once, and no other', () => {
    const rules = [
      rule('tcp', 443, '10.0.0.0/24', { ruleId: 'sgr-first' }),
      rule('tcp', 443, '10.0.0.0/25', { ruleId: 'sgr-within' }),
      rule('tcp', [400, 500], 'sg-cluster', { ruleId: 'sgr-group' }),
      rule('tcp', 443, 'sg-cluster', { ruleId: 'sgr-again' }),
    ];
    expect(ask(rules, from('10.0.0.0/24')).rules.map(ruleWords)).toEqual(['sgr-first']);
    expect(ask(rules, { peer: { securityGroupIds: ['sg-cluster'] } }).rules.map(ruleWords)).toEqual(['sgr-group']);
  });

  it('joins what rules open on both sides of what was open already', () => {
    const ports = [5, [4, 6], [0, 3], [7, 10]] as const;
    const byGroup = ports.map((each) => rule('tcp', typeof each === 'number' ? each : [...each], 'sg-cluster'));
    const all = { from: 0, to: 10 };
    expect(ask(byGroup, { peer: { securityGroupIds: ['sg-cluster'] }, ports: all }).allowed).toBe(true);
    const blocks = ['10.0.0.5/32', '10.0.0.6/32', '10.0.0.4/30', '10.0.0.0/30', '10.0.0.8/29'];
    const byAddress = blocks.map((block) => rule('tcp', 443, block));
    expect(ask(byAddress, from('10.0.0.0/28')).allowed).toBe(true);
  });

  it('takes addresses for a group only where an interface carries all of the groups', () => {
    const peer = { securityGroupIds: ['sg-cluster', 'sg-other'] };
    const both = aSnapshot({
      networkInterfaces: {
        'eni-both': { privateIpv4Addresses: ['10.0.9.9'], securityGroupIds: peer.securityGroupIds },
      },
    });
    expect(ask([rule('tcp', 443, '10.0.9.9/32')], { peer }, both).allowed).toBe(true);
  });

  it('needs no addresses of a group where no rule names any', () => {
    const nobody = { peer: { securityGroupIds: ['sg-nobody'] } };
    const none = { allowed: false, uncovered: [], rules: [] };
    expect(ask([rule('tcp', 443, 'sg-cluster')], nobody)).toEqual(none);
    expect(() => ask([hidden], nobody)).toThrow(NotObserved);
    expect(ask([rule('tcp', 443, 'sg-cluster')], from('10.0.0.0/8')).allowed).toBe(false);
  });

  it('ignores references across a peering that is gone', () => {
    const reference = (peeringStatus: string) => ({
      ...rule('tcp', 443, 'sg-cluster'),
      peer: { securityGroupId: 'sg-cluster', peeringStatus },
    });
    const asked = (status: string) => ask([reference(status)], { peer: { securityGroupIds: ['sg-cluster'] } }).allowed;
    expect([asked('active'), asked('deleted')]).toEqual([true, false]);
  });

  it('matches a group by the addresses of the interfaces that carry it', () => {
    const peer = { securityGroupIds: ['sg-cluster'] };
    const nodes = rule('tcp', 443, '10.0.1.0/24');
    expect(ask([nodes], { peer }).uncovered).toEqual(['10.0.2.10/32', '10.0.2.50/31', '10.0.2.52/30', '10.0.2.56/30']);
    expect(ask([nodes, rule('tcp', 443, '10.0.2.0/24')], { peer }).allowed).toBe(true);
    expect(ask([nodes], { peer: { ...peer, addresses: () => AddressSet.of('10.0.1.0/28') } }).allowed).toBe(true);
    expect(() => ask([nodes], { peer }, without(aSnapshot(), 'networkInterfaces'))).toThrow(NotObserved);
    expect(() => ask([nodes], { peer: { securityGroupIds: ['sg-nobody'] } })).toThrow(/no interface carries/);
    expect(ask([rule('udp', 53, '10.0.0.0/8')], { peer: { securityGroupIds: ['sg-nobody'] } })).toEqual({
      allowed: false,
      uncovered: [],
      rules: [],
    });
  });

  it('raises what it lacks only where it may still matter', () => {
    const unknownPeer: SecurityGroupRuleRecord = { protocol: 'tcp', ports: { from: 443, to: 443 }, peer: hidden };
    expect(ask([unknownPeer, anyTraffic('0.0.0.0/0')], from('10.0.0.0/8')).allowed).toBe(true);
    expect(() => ask([unknownPeer], from('10.0.0.0/8'))).toThrow(NotObserved);
    expect(() => ask([hidden], from('10.0.0.0/8'))).toThrow(NotObserved);
    expect(() => ask(hidden, from('10.0.0.0/8'))).toThrow(NotObserved);
    expect(ask([unknownPeer], { ...from('10.0.0.0/8'), protocol: 'udp' }).allowed).toBe(false);
    expect(ask([unknownPeer], { ...from('10.0.0.0/8'), ports: { from: 22, to: 22 } }).allowed).toBe(false);
  });

  const protocol = fc.constantFrom<Protocol>('any', 'tcp', 'udp');
  const smallRule = fc
    .tuple(protocol, smallPortRange, smallCidr)
    .map(([name, { from: low, to }, cidr]) => rule(name, [low, to], cidr));
  const smallRules = fc.array(smallRule, { maxLength: 6 });
  const flow = fc.record({
    protocol: fc.constantFrom<Protocol>('tcp', 'udp'),
    ports: smallPortRange,
    range: smallBlock,
  });
  const asked = (
    rules: SecurityGroupRuleRecord[],
    { range, ...wanted }: typeof flow extends fc.Arbitrary<infer F> ? F : never,
  ) => ask(rules, { ...wanted, peer: { cidrs: AddressSet.ofRanges([range]) } });
  const passes = (rules: readonly SecurityGroupRuleRecord[], wanted: Protocol, { address, port }: Packet) =>
    rules.some(
      ({ protocol: name, ports, peer }) =>
        (name === 'any' || (name === wanted && ports && 'from' in ports && ports.from <= port && port <= ports.to)) &&
        'cidr' in peer &&
        contains(rangeOf(peer.cidr), address),
    );

  it('agrees with every packet sent one by one', () => {
    fc.assert(
      fc.property(smallRules, flow, (rules, wanted) => {
        const answer = asked(rules, wanted);
        const dropped = packetsOf(wanted.range, wanted.ports).filter((each) => !passes(rules, wanted.protocol, each));
        expect(answer.allowed).toBe(dropped.length === 0);
        const addresses = AddressSet.ofRanges(dropped.map(({ address }) => address));
        expect(answer.uncovered).toEqual(addresses.toCidrs());
      }),
      { numRuns: 400 },
    );
  });

  it('never loses reachability by a further rule, nor cares for the order of rules', () => {
    fc.assert(
      fc.property(smallRules, smallRule, flow, (rules, further, wanted) => {
        const before = asked(rules, wanted);
        const after = asked([...rules, further], wanted);
        expect(AddressSet.of(...before.uncovered).covers(AddressSet.of(...after.uncovered))).toBe(true);
        const { allowed, uncovered } = asked([further, ...rules.toReversed()], wanted);
        expect({ allowed, uncovered }).toEqual({ allowed: after.allowed, uncovered: after.uncovered });
      }),
    );
  });
});
