import { describe, expect, it } from '@jest/globals';
import { checkAccount } from '../../../shared/app/check-account.ts';
import { compareReports } from '../../../shared/app/compare-reports.ts';
import { exitCodeOfChanges } from '../../../shared/app/what-if/exit-code-of-changes.ts';
import { defaultSettings } from '../../../shared/engine/settings.ts';
import { undecidable, unread } from '../../../shared/model/snapshot/known.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { rules } from '../../../shared/rules/index.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const b4 = rules.filter(({ code }) => code === 'B4');
const judged = (snapshot: Snapshot) =>
  checkAccount(snapshot, { rules: b4, settings: defaultSettings, now: snapshot.observedAt, version: 'test' });
const changes = (before: Snapshot, after: Snapshot) => compareReports(judged(before), judged(after));
const free = (addresses: number) => aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: addresses } } });
const hidden = (freeIpv4Addresses: ReturnType<typeof unread>) =>
  aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses } } });

describe('the exit code of a difference', () => {
  it.each([
    ['nothing changes', free(100), free(100), 0],
    ['a violation is new', free(100), free(0), 1],
    ['a violation stays', free(0), free(1), 0],
    ['a violation ends', free(0), free(100), 0],
    ['something is no longer read', free(100), hidden(unread('denied')), 3],
    ['something is only known later', free(100), hidden(undecidable('later')), 0],
  ])('where %s', (_, before, after, code) => {
    expect(exitCodeOfChanges(changes(before, after), 'low')).toBe(code);
  });

  it('does not mind what is below the threshold', () => {
    expect(exitCodeOfChanges(changes(free(100), free(0)), 'critical')).toBe(0);
  });
});
