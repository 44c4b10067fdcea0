import { describe, expect, it } from '@jest/globals';
import { ruleBook } from '../../shared/app/rule-book.ts';
import type { Config } from '../../shared/config/config.ts';
import { rules } from '../../shared/rules/index.ts';

const hashOf = (config: Config, version = '1.0.0') => ruleBook(rules, config, version).hash;
const waivers = [{ rule: 'B4', resource: 'subnet-a', reason: 'x', owner: 'y', expires: '2026-12-31' }];

describe('the hash of a rule book', () => {
  it('is another with other rules, parameters, declarations or versions', () => {
    const hashes = [
      hashOf({}),
      hashOf({}, '1.0.1'),
      hashOf({ parameters: { B4: { required: 8 } } }),
      hashOf({ declare: { '*': { irsa: true } } }),
      ruleBook(rules.slice(1), {}, '1.0.0').hash,
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('does not change with waivers and what is flapping: clusters are judged as before', () => {
    expect(hashOf({ waivers, waiverTags: true, flappingPerHour: 3 })).toBe(hashOf({}));
    expect(ruleBook(rules, { flappingPerHour: 3 }, '1.0.0').flappingPerHour).toBe(3);
    expect(ruleBook(rules, { waivers }, '1.0.0').settings.waivers).toHaveLength(1);
  });
});
