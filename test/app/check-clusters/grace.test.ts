import { describe, expect, it } from '@jest/globals';
import { readAndRemember } from '../../../shared/app/check-clusters/read-and-remember.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { ruleBook } from '../../../shared/app/rule-book.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { clusterSubnetsHaveAddressesForEks } from '../../../shared/rules/addresses/cluster-subnets-have-addresses-for-eks.ts';
import { minute } from '../../support/observation-builders.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const patient = { ...clusterSubnetsHaveAddressesForEks, graceMinutes: 30 };
const full = aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 0 } } });
const { account, region } = full;

function aService() {
  const memory = inMemory(() => new Date(minute(0)));
  const book = ruleBook([patient], {}, '1.0.0');
  const look = (snapshot: Snapshot, minutes: number) =>
    readAndRemember(
      ['demo'],
      { account, region },
      {
        memory,
        collect: async () => ({ ...snapshot, observedAt: minute(minutes) }),
        announce: async () => {},
        ruleBook: book,
      },
    );
  return {
    look,
    states: async () => (await memory.findings({ account, region, cluster: 'demo' })).map(({ state }) => state),
  };
}

describe('a cluster with a finding in grace', () => {
  it('is looked at again like one of which something is on its way, until the finding is opened', async () => {
    const { look, states } = aService();
    expect((await look(full, 0)).unsettled).toEqual(new Set(['demo']));
    const unchanged = await look(full, 7);
    expect([unchanged.unsettled, unchanged.changed, unchanged.pending]).toEqual([
      new Set(['demo']),
      new Set(),
      new Set(),
    ]);
    expect(await states()).toEqual(['grace']);
    const over = await look(full, 32);
    expect([over.unsettled, over.pending]).toEqual([new Set(), new Set(['demo'])]);
    expect(await states()).toEqual(['open']);
  });

  it('is not, once it is well', async () => {
    const { look, states } = aService();
    await look(full, 0);
    const { unsettled, pending } = await look(aSnapshot(), 2);
    expect([unsettled, pending]).toEqual([new Set(), new Set(['demo'])]);
    expect(await states()).toEqual(['resolved']);
  });
});
