import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressSet } from '../../shared/model/address-set.ts';
import { openToTheWorld, portsOpenFor } from '../../shared/model/open-ports.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { smallPortRange } from '../support/ports.ts';
import { rule } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

type Rules = readonly ReturnType<typeof rule>[];

function openOf(ingress: Rules) {
  const account = new AccountView(aSnapshot({ securityGroups: { 'sg-x': { ingress: [...ingress] } } }));
  const group = account.securityGroups.find('sg-x');
  if (!group) throw new Error('The snapshot has no sg-x.');
  return openToTheWorld(account, group).open;
}

const blocks = ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2', '::/0', '::/1', '8000::/1'];

describe('openToTheWorld', () => {
  it('agrees with every port asked one by one', () => {
    const small = fc
      .tuple(fc.constantFrom('tcp', 'udp'), smallPortRange, fc.constantFrom(...blocks))
      .map(([protocol, { from, to }, cidr]) => ({ protocol, from, to, cidr }));
    fc.assert(
      fc.property(fc.array(small, { maxLength: 8 }), (rules) => {
        const open = openOf(rules.map(({ protocol, from, to, cidr }) => rule(protocol, [from, to], cidr)));
        for (const protocol of ['tcp', 'udp'])
          for (const world of ['0.0.0.0/0', '::/0'])
            for (let port = 0; port <= 10; port += 1) {
              const admitted = rules.filter(
                (each) => each.protocol === protocol && each.from <= port && port <= each.to,
              );
              const told = open.filter(
                (piece) =>
                  piece.protocol === protocol &&
                  piece.world === world &&
                  piece.ports.from <= port &&
                  port <= piece.ports.to,
              );
              const whole = AddressSet.of(...admitted.map(({ cidr }) => cidr)).covers(world);
              expect(told.length).toBe(whole ? 1 : 0);
            }
      }),
      { numRuns: 200 },
    );
  });

  it('cuts pieces to the ports of a use', () => {
    const open = openOf([rule('any', undefined, '0.0.0.0/0')]);
    const words = (use: Parameters<typeof portsOpenFor>[1]) =>
      portsOpenFor(open, use).map(({ protocol, ports: { from, to } }) => `${protocol} ${from}-${to}`);
    expect(words('nodePorts')).toEqual(['tcp 30000-32767', 'udp 30000-32767']);
    expect(words('web')).toEqual(['tcp 80-80', 'tcp 443-443']);
  });
});
