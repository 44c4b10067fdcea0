import { describe, expect, it } from '@jest/globals';
import { absencesInMemory } from '../../../shared/app/absences/in-memory.ts';
import { type BulletinPorts, tellBulletins } from '../../../shared/app/announce/tell-bulletins.ts';
import { minute } from '../../support/observation-builders.ts';

const place = { account: '111122223333', region: 'us-east-1' };
const claimMs = 60_000;
const digest = (id: string, at = minute(0)) => ({ id, work: { kind: 'digest', at } }) as const;
const missing = (id: string) => ({ id, work: { kind: 'absences', place } }) as const;

const portsWith = (overrides: Partial<BulletinPorts>): BulletinPorts => ({
  absences: absencesInMemory(),
  now: () => new Date(minute(5)),
  ...overrides,
});

describe('messages that are about no finding', () => {
  it('have a digest told for their time, with a right that ends', async () => {
    const calls: string[][] = [];
    const ports = portsWith({ tellDigest: async (at, until) => void calls.push([at, until]) });
    expect(await tellBulletins(ports, [digest('a')], claimMs)).toEqual(new Map());
    expect(calls).toEqual([[minute(0), minute(6)]]);
  });

  it('have people told what is missing at their place', async () => {
    const told: string[] = [];
    const absences = absencesInMemory();
    await absences.missed(place, 'trail', 'None.', minute(1));
    const ports = portsWith({
      absences,
      tellAbsences: async ({ region }, some) => {
        told.push(...some.map(({ what }) => `${what} in ${region}`));
        return [];
      },
    });
    await tellBulletins(ports, [missing('a')], claimMs);
    expect(told).toEqual(['trail in us-east-1']);
  });

  it('come again alone when they fail', async () => {
    const ports = portsWith({
      tellDigest: () => Promise.reject(new Error('no table')),
      tellAbsences: async () => ['no topic'],
    });
    const failed = await tellBulletins(ports, [digest('a'), missing('b')], claimMs);
    expect(failed).toEqual(
      new Map([
        ['a', 'Error: no table'],
        ['b', 'no topic'],
      ]),
    );
    const fine = portsWith({ tellDigest: async (at) => (at === minute(0) ? Promise.reject(new Error('no')) : 'told') });
    expect([...(await tellBulletins(fine, [digest('a'), digest('b', minute(1))], claimMs)).keys()]).toEqual(['a']);
  });

  it('are done where nobody is told anything', async () => {
    expect(await tellBulletins(portsWith({}), [digest('a'), missing('b')], claimMs)).toEqual(new Map());
  });
});
