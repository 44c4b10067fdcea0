import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contains, rangeOf } from '../../shared/model/cidr.ts';
import {
  type AclFlow,
  EPHEMERAL_PORTS,
  networkAclAllows,
  networkAclBlocks,
  networkAclOf,
} from '../../shared/model/network-acl.ts';
import { ALL_PORTS, type Protocol } from '../../shared/model/ports.ts';
import { unread } from '../../shared/model/snapshot/known.ts';
import type { NetworkAclEntryRecord, NetworkAclRecord } from '../../shared/model/snapshot/security.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { type Packet, packetsOf, smallBlock, smallCidr } from '../support/packets.ts';
import { smallPortRange } from '../support/ports.ts';
import { aclEntry } from '../support/record-builders.ts';
import { aSnapshot, hiddenIn } from '../support/snapshot-builders.ts';

const hidden = unread('reading it was denied');

function aclWith(entries: NetworkAclRecord['entries']) {
  const account = new AccountView(aSnapshot({ networkAcls: { 'acl-x': { entries } } }));
  const acl = account.networkAcls.find('acl-x');
  if (!acl) throw new Error('The snapshot has no acl-x.');
  return acl;
}

const ask = (entries: NetworkAclRecord['entries'], cidr: string, flow: Partial<AclFlow> = {}) =>
  networkAclAllows(aclWith(entries), {
    direction: 'in',
    protocol: 'tcp',
    ports: { from: 443, to: 443 },
    range: rangeOf(cidr),
    ...flow,
  });

describe('networkAclAllows', () => {
  it('ends in a deny without a number', () => {
    expect(ask([], '10.0.0.0/8')).toMatchObject({ allowed: false });
    expect(ask([], '10.0.0.0/8').by).toBeUndefined();
    expect(ask([aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0')], '10.0.0.0/8').allowed).toBe(false);
  });

  it('asks the entries of the direction only', () => {
    const inward = aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0');
    const outward = aclEntry(100, 'out', 'allow', 'any', '0.0.0.0/0');
    expect(ask([outward], '10.0.0.0/8', { direction: 'out' }).allowed).toBe(true);
    expect(ask([inward], '10.0.0.0/8', { direction: 'out' }).allowed).toBe(false);
  });

  it('names no number for the final deny, listed or not, and the part that it drops', () => {
    const final = [aclEntry(32_767, 'in', 'deny', 'any', '0.0.0.0/0')];
    const { start, end } = rangeOf('10.0.0.0/8');
    for (const entries of [final, []]) {
      expect(ask(entries, '10.0.0.0/8')).toEqual({
        allowed: false,
        blocked: { addresses: expect.objectContaining({ start, end }), ports: { from: 443, to: 443 } },
      });
    }
  });

  it('tells only those parts that an entry denies', () => {
    const entries = [
      aclEntry(80, 'in', 'allow', 'tcp', '10.0.0.0/8', [200, 300]),
      aclEntry(90, 'in', 'deny', 'tcp', '10.0.0.0/8', [0, 100]),
      aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'),
    ];
    const wanted = { direction: 'in', protocol: 'tcp', ports: ALL_PORTS, range: rangeOf('10.0.0.0/8') } as const;
    const blocks = [...networkAclBlocks(aclWith(entries), wanted)];
    expect(blocks.map(({ by, blocked }) => [by, blocked.ports])).toEqual([[90, { from: 0, to: 100 }]]);
  });

  it('takes an allow of one type of ICMP for no allow of ICMP', () => {
    const entries = [{ ...aclEntry(90, 'in', 'allow', 'icmp', '0.0.0.0/0'), icmp: { type: 8, code: 0 } }];
    expect(ask(entries, '10.0.0.0/8', { protocol: 'icmp' }).allowed).toBe(false);
  });

  it('lets deny 90 beat allow 100, and allow 80 beat deny 90', () => {
    const allow = (number: number) => aclEntry(number, 'in', 'allow', 'any', '0.0.0.0/0');
    const deny = aclEntry(90, 'in', 'deny', 'tcp', '10.0.0.128/25', [443, 443]);
    expect(ask([allow(100), deny], '10.0.0.0/24')).toMatchObject({
      allowed: false,
      by: 90,
      blocked: { addresses: { start: rangeOf('10.0.0.128/25').start }, ports: { from: 443, to: 443 } },
    });
    expect(ask([deny, allow(80)], '10.0.0.0/24')).toEqual({ allowed: true });
    expect(ask([allow(100), deny], '10.0.0.0/25')).toEqual({ allowed: true });
  });

  it('lets several entries open a flow together', () => {
    const entries = [
      aclEntry(100, 'in', 'allow', 'tcp', '10.0.0.0/25', [1024, 40_000]),
      aclEntry(110, 'in', 'allow', '6', '10.0.0.0/25', [40_001, 65_535]),
      aclEntry(120, 'in', 'allow', 'any', '10.0.0.128/25'),
    ];
    expect(ask(entries, '10.0.0.0/24', { ports: EPHEMERAL_PORTS }).allowed).toBe(true);
    expect(ask(entries.slice(1), '10.0.0.0/24', { ports: EPHEMERAL_PORTS }).allowed).toBe(false);
  });

  it('leaves out a few ports of those that replies come to, be they denied or not allowed', () => {
    const replies = { ports: EPHEMERAL_PORTS };
    const allow = (from: number) => aclEntry(100, 'in', 'allow', 'tcp', '0.0.0.0/0', [from, 65_535]);
    const deny = (from: number, to: number) => aclEntry(90, 'in', 'deny', 'tcp', '0.0.0.0/0', [from, to]);
    expect(ask([allow(1025)], '10.0.0.0/24', replies)).toEqual({ allowed: true });
    expect(ask([allow(1124)], '10.0.0.0/24', replies)).toEqual({ allowed: true });
    expect(ask([allow(1125)], '10.0.0.0/24', replies).allowed).toBe(false);
    expect(ask([deny(3389, 3389), allow(1024)], '10.0.0.0/24', replies)).toEqual({ allowed: true });
    expect(ask([deny(3389, 9000), allow(1024)], '10.0.0.0/24', replies)).toMatchObject({ allowed: false, by: 90 });
    expect(ask([deny(3389, 3389), allow(1024)], '10.0.0.0/24', { ports: { from: 3389, to: 3389 } }).allowed).toBe(
      false,
    );
  });

  it('keeps IPv4 and IPv6 entries apart', () => {
    expect(ask([aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0')], '2001:db8::/64').allowed).toBe(false);
    expect(ask([aclEntry(101, 'in', 'allow', 'any', '::/0')], '2001:db8::/64').allowed).toBe(true);
  });

  it('takes a deny of one type of ICMP, or of one protocol of any, for a deny of a part', () => {
    const entries = [
      { ...aclEntry(90, 'in', 'deny', 'icmp', '0.0.0.0/0'), icmp: { type: 8, code: 0 } },
      aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0'),
    ];
    expect(ask(entries, '10.0.0.0/8', { protocol: 'icmp' })).toMatchObject({ allowed: false, by: 90 });
    expect(ask(entries, '10.0.0.0/8', { protocol: 'any' })).toMatchObject({ allowed: false, by: 90 });
    expect(ask(entries, '10.0.0.0/8').allowed).toBe(true);
  });

  it('raises what it lacks, but not for an entry after the decision', () => {
    const allow = aclEntry(100, 'in', 'allow', 'any', '0.0.0.0/0');
    const unknown = (number: number): NetworkAclEntryRecord => ({
      ...aclEntry(number, 'in', 'deny', 'tcp', '0.0.0.0/0'),
      cidr: hidden,
    });
    expect(() => ask([allow, unknown(90)], '10.0.0.0/8')).toThrow(NotObserved);
    expect(ask([allow, unknown(110)], '10.0.0.0/8').allowed).toBe(true);
    expect(() => ask([allow, hidden], '10.0.0.0/8')).toThrow(NotObserved);
  });

  const smallEntries = fc.uniqueArray(
    fc
      .tuple(
        fc.integer({ min: 1, max: 90 }),
        fc.constantFrom<'allow' | 'deny'>('allow', 'allow', 'deny'),
        fc.constantFrom<Protocol>('any', 'tcp', 'udp'),
        smallCidr,
        smallPortRange,
      )
      .map(([number, action, protocol, cidr, { from, to }]) =>
        aclEntry(number, 'in', action, protocol, cidr, protocol === 'any' ? undefined : [from, to]),
      ),
    { maxLength: 6, selector: ({ number }) => number },
  );
  const flow = fc.record({
    direction: fc.constant<'in'>('in'),
    protocol: fc.constantFrom<Protocol>('tcp', 'udp'),
    ports: smallPortRange,
    range: smallBlock,
  });

  function passes(entries: readonly NetworkAclEntryRecord[], protocol: Protocol, { address, port }: Packet): boolean {
    const first = entries
      .toSorted((a, b) => a.number - b.number)
      .find(
        (entry) =>
          (entry.protocol === 'any' || entry.protocol === protocol) &&
          (!entry.ports || ('from' in entry.ports && entry.ports.from <= port && port <= entry.ports.to)) &&
          typeof entry.cidr === 'string' &&
          contains(rangeOf(entry.cidr), address),
      );
    return first?.action === 'allow';
  }

  it('agrees with every packet sent one by one', () => {
    fc.assert(
      fc.property(smallEntries, flow, (entries, wanted) => {
        const dropped = packetsOf(wanted.range, wanted.ports).filter((each) => !passes(entries, wanted.protocol, each));
        const answer = networkAclAllows(aclWith(entries), wanted);
        expect(answer.allowed).toBe(dropped.length === 0);
        if (!answer.blocked) return;
        const { addresses, ports } = answer.blocked;
        for (const packet of packetsOf(addresses, ports)) expect(dropped).toContainEqual(packet);
      }),
      { numRuns: 400 },
    );
  });

  it('never opens what a deny with a lower number names', () => {
    fc.assert(
      fc.property(smallEntries, smallCidr, smallPortRange, flow, (entries, cidr, { from, to }, wanted) => {
        const denies = aclEntry(0, 'in', 'deny', wanted.protocol, cidr, [from, to]);
        const answer = networkAclAllows(aclWith([...entries, denies]), wanted);
        const packets = packetsOf(wanted.range, wanted.ports);
        const hit = packets.some(({ address, port }) => contains(rangeOf(cidr), address) && from <= port && port <= to);
        expect(answer.allowed && hit).toBe(false);
        if (hit) expect(answer.by).toBe(0);
      }),
    );
  });
});

describe('networkAclOf', () => {
  const subnetOf = (account: AccountView) => {
    const subnet = account.subnets.find('subnet-a');
    if (!subnet) throw new Error('The snapshot has no subnet-a.');
    return subnet;
  };
  const aclOf = (snapshot: ReturnType<typeof aSnapshot>) => {
    const account = new AccountView(snapshot);
    return networkAclOf(account, subnetOf(account)).id;
  };

  it('is the one that names the subnet, else the default one', () => {
    expect(
      aclOf(aSnapshot({ networkAcls: { 'acl-main': { subnetIds: [] }, 'acl-x': { subnetIds: ['subnet-a'] } } })),
    ).toBe('acl-x');
    expect(aclOf(aSnapshot({ networkAcls: { 'acl-main': { subnetIds: [] } } }))).toBe('acl-main');
  });

  it('raises when it is not visible', () => {
    expect(() => aclOf(hiddenIn(aSnapshot(), 'networkAcls', 'vpc-main'))).toThrow(NotObserved);
    expect(() => aclOf(aSnapshot({ networkAcls: { 'acl-main': null } }))).toThrow(/is not visible/);
    const unknown = { 'acl-main': { subnetIds: [] }, 'acl-x': { subnetIds: hidden } };
    expect(() => aclOf(aSnapshot({ networkAcls: unknown }))).toThrow(NotObserved);
  });
});
