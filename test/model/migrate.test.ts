import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Migrations, migrated } from '../../shared/model/migrate.ts';

const steps: Migrations = {
  2: (before) => ({ ...before, second: 'made' }),
  3: (before) => ({ ...before, third: Object.keys(before).length }),
};

describe('a migration', () => {
  it('leads through every version in between', () => {
    expect(migrated({ first: 1 }, 2, 4, steps)).toEqual({ first: 1, second: 'made', third: 2 });
    expect(migrated({ first: 1 }, 3, 4, steps)).toEqual({ first: 1, third: 1 });
  });

  it('leaves what is of this version alone', () => {
    fc.assert(fc.property(fc.object(), (stored) => expect(migrated(stored, 4, 4, steps)).toBe(stored)));
  });

  it.each([1, 5, 2.5, '3', undefined])('knows no way from version %s', (from) => {
    expect(migrated({}, from, 4, steps)).toBeUndefined();
  });
});
