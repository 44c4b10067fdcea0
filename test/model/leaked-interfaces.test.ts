import { describe, expect, it } from '@jest/globals';
import { ageInSeconds, createdAt } from '../../shared/model/leaked-interfaces.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

const made = (text: string) => ({
  id: 'eni-x',
  tags: { 'node.k8s.amazonaws.com/createdAt': text },
});

describe('when the VPC CNI made an interface', () => {
  it.each([
    ['2026-11-21T06:00:00Z', '2026-11-21T06:00:00Z'],
    ['2026-11-21T06:00:00+02:00', '2026-11-21T04:00:00Z'],
    ['2026-11-20T23:30:00.5-01:00', '2026-11-21T00:30:00.500Z'],
  ])('%s', (text, expected) => {
    expect(createdAt(made(text))).toBe(expected);
  });

  it.each(['', 'yesterday', '2026-11-21', '2026-11-21 06:00:00', '2026-13-40T06:00:00Z', '1763704800'])(
    'cannot be told from "%s"',
    (text) => {
      expect(() => createdAt(made(text))).toThrow(NotObserved);
    },
  );

  it('its age is counted to when the account was read', () => {
    expect(ageInSeconds(viewOf(aSnapshot()).account, made('2026-11-21T08:58:30Z'))).toBe(90);
  });
});
