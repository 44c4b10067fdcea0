import { describe, expect, it } from '@jest/globals';
import { isToWait } from '../../../shared/app/absences/absences.ts';
import { absencesInMemory } from '../../../shared/app/absences/in-memory.ts';
import { minute } from '../../support/observation-builders.ts';
import { describeAbsences } from './absences-contract.ts';

describeAbsences(async () => absencesInMemory());

describe('looking for what is missing', () => {
  const absence = { what: 'trail', since: minute(0), triedAt: minute(5), reason: 'None.' } as const;
  it.each([
    [minute(5), true],
    [minute(5 + 24 * 60 - 1), true],
    [minute(5 + 24 * 60), false],
  ])('is put off for a day after the last time: at %s %s', (now, waits) => {
    expect(isToWait(absence, new Date(now))).toBe(waits);
  });
});
