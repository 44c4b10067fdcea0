import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Absences } from '../../../shared/app/absences/absences.ts';
import { minute } from '../../support/observation-builders.ts';

/** What absences must do, wherever they are kept. */
export function describeAbsences(open: () => Promise<Absences>): void {
  let absences: Absences;
  beforeEach(async () => {
    absences = await open();
  });

  const place = { account: '111122223333', region: 'us-east-1' };

  describe('what is missing', () => {
    it('is known of its place alone, since it was missed first', async () => {
      expect(await absences.at(place)).toEqual([]);
      const first = { what: 'security-hub', since: minute(1), triedAt: minute(1), reason: 'Off.' };
      expect(await absences.missed(place, 'security-hub', 'Off.', minute(1))).toEqual(first);
      const again = { ...first, triedAt: minute(9), reason: 'Still off.' };
      expect(await absences.missed(place, 'security-hub', 'Still off.', minute(9))).toEqual(again);
      await absences.missed(place, 'trail', 'None.', minute(2));
      expect((await absences.at(place)).toSorted((a, b) => (a.what < b.what ? -1 : 1))).toEqual([
        again,
        { what: 'trail', since: minute(2), triedAt: minute(2), reason: 'None.' },
      ]);
      expect(await absences.at({ ...place, region: 'us-east-2' })).toEqual([]);
    });

    it('is there once it was found, and missed anew afterwards', async () => {
      await absences.missed(place, 'trail', 'None.', minute(1));
      await absences.found(place, 'trail');
      await absences.found(place, 'security-hub');
      expect(await absences.at(place)).toEqual([]);
      expect(await absences.missed(place, 'trail', 'None.', minute(3))).toMatchObject({ since: minute(3) });
    });
  });
}
