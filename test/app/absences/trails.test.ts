import { describe, expect, it } from '@jest/globals';
import { absencesInMemory } from '../../../shared/app/absences/in-memory.ts';
import { lookForTrails, type TrailSight } from '../../../shared/app/absences/trails.ts';
import type { Place } from '../../../shared/app/place.ts';
import { minute } from '../../support/observation-builders.ts';

const home = { account: '111122223333', region: 'us-east-1' };
const none: TrailSight = { state: 'missing', reason: 'None.' };

/** A service, its clock, and the places of which people are to hear. */
function aWorld() {
  const absences = absencesInMemory();
  const announced: Place[] = [];
  const look = (sight: TrailSight, minutes: number, places: readonly Place[] = [home], isTimeLeft = () => true) =>
    lookForTrails(places, {
      absences,
      look: async () => sight,
      announce: async (place) => void announced.push(place),
      isTimeLeft,
      now: () => new Date(minute(minutes)),
    });
  return { absences, announced, look };
}

describe('looking for trails', () => {
  it('notes where there is none, and has people told for a day', async () => {
    const { absences, announced, look } = aWorld();
    expect(await look(none, 0)).toEqual({ logging: 0, missing: 1, unknown: [] });
    expect(await absences.at(home)).toEqual([{ what: 'trail', since: minute(0), triedAt: minute(0), reason: 'None.' }]);
    expect(announced).toEqual([{ ...home, absences: true }]);
    await look(none, 60);
    await look(none, 24 * 60);
    expect(announced).toHaveLength(2);
  });

  it('forgets it where there is one', async () => {
    const { absences, announced, look } = aWorld();
    await look(none, 0);
    expect(await look({ state: 'logging' }, 60)).toEqual({ logging: 1, missing: 0, unknown: [] });
    expect([await absences.at(home), announced.length]).toEqual([[], 1]);
  });

  it('changes nothing where nobody can see', async () => {
    const { absences, look } = aWorld();
    expect(await look({ state: 'unknown', reason: 'Denied.' }, 0)).toMatchObject({
      unknown: [{ ...home, reason: 'Denied.' }],
    });
    expect(await absences.at(home)).toEqual([]);
    await look(none, 1);
    await look({ state: 'unknown', reason: 'Denied.' }, 2);
    expect(await absences.at(home)).toHaveLength(1);
  });

  it('ends when the time is over', async () => {
    const { look } = aWorld();
    const places = Array.from({ length: 25 }, (_, index) => ({ ...home, region: `region-${index}` }));
    let rounds = 0;
    expect(await look({ state: 'logging' }, 0, places, () => rounds++ < 2)).toMatchObject({ logging: 20 });
  });
});
