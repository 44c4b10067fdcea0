import { describe, expect, it } from '@jest/globals';
import { families, familyOf } from '../../shared/engine/rule.ts';
import { highestOf, type Verdict } from '../../shared/engine/verdict.ts';
import { snapshotSchema } from '../../shared/model/snapshot/snapshot.ts';
import { rules } from '../../shared/rules/index.ts';
import { hideFact } from '../support/hide-fact.ts';
import { factsRead, judgeCase, summary } from '../support/judge-case.ts';
import { loadCases } from '../support/load-cases.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { type Needless, needlessFacts, surerViolations } from './needless-facts.ts';

const tables = await loadCases();

/**
 * Not needed for a verdict: without them clusters are judged by their managed node groups (docs/decisions), and by the quotas that
 * parameters assume.
 */
const optionalFacts = /^(autoScalingGroups|instances|serviceQuotas)\b/;

it('pairs every rule with a truth table of the same name', () => {
  expect(tables.map(({ name }) => name).sort()).toEqual(rules.map(({ name }) => name).sort());
});

it('gives every rule a code, a name and aliases of its own', () => {
  const words = rules.flatMap(({ code, name, aliases }) => [code, name, ...aliases]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

const violatedIn = (verdicts: readonly Verdict[]) =>
  verdicts.flatMap(({ violations }) => violations.map(({ kind, resource }) => `${kind} ${resource.id}`));

describe.each(tables.map((table) => [`${table.rule.code} ${table.name}`, table] as const))(
  '%s',
  (_, { name, folder, rule, cases }) => {
    it('lies in its family under its name', () => {
      expect([folder, name]).toEqual([families[familyOf(rule)].folder, rule.name]);
    });

    it.each(cases.map((given) => [given.name, given] as const))('%s', (_, given) => {
      expect(snapshotSchema.parse(given.given)).toEqual(given.given);
      const verdicts = judgeCase(rule, given);
      if (typeof given.expect === 'string' || Array.isArray(given.expect))
        expect(summary(verdicts)).toEqual(given.expect);
      else {
        for (const [id, expected] of Object.entries(given.expect)) {
          expect([id, summary(verdicts.filter(({ resource }) => resource.id === id))]).toEqual([id, expected]);
        }
      }
      if (given.severity) expect(highestOf(verdicts.flatMap(({ severity }) => severity ?? []))).toBe(given.severity);
      if (given.causes) {
        const causes = verdicts.flatMap(({ violations }) =>
          violations.map(({ cause }) => `${cause.kind} ${cause.resource}`),
        );
        expect([...new Set(causes)].sort()).toEqual([...given.causes].sort());
      }
      if (given.notes) expect(verdicts.flatMap(({ notes }) => notes)).toEqual(expect.arrayContaining([...given.notes]));
    });

    it('has a compliant case and reaches every message', () => {
      const verdicts = cases.flatMap((given) => judgeCase(rule, given));
      expect(verdicts.map(({ status }) => status)).toContain('compliant');
      const kinds = new Set(verdicts.flatMap(({ violations }) => violations.map(({ kind }) => kind)));
      expect([...kinds].sort()).toEqual([...rule.messageKinds].sort());
    });

    it('never passes when a fact that it reads was not observed', () => {
      const needless = needlessFacts[rule.code] ?? [];
      const surer = surerViolations[rule.code] ?? [];
      const used = new Set<RegExp>();
      const excused = (excuses: readonly Needless[], fact: string) => {
        const excuse = excuses.find(({ facts }) => facts.test(fact));
        if (excuse) used.add(excuse.facts);
        return excuse !== undefined;
      };
      let hidden = 0;
      for (const given of cases) {
        const before = judgeCase(rule, given);
        const certain = new Set(violatedIn(before));
        const expected = summary(before);
        for (const fact of factsRead(rule, given)) {
          const snapshot = optionalFacts.test(fact) ? undefined : hideFact(given.given, fact);
          if (!snapshot) continue;
          hidden++;
          const after = judgeCase(rule, given, { snapshot });
          const violated = violatedIn(after);
          const situation = `${given.name}, without ${fact}`;
          const added = violated.filter((violation) => !certain.has(violation));
          if (added.length > 0)
            expect({ situation, added: excused(surer, fact) ? [] : added }).toEqual({ situation, added: [] });
          const told = violated.length > 0 || after.some(({ status }) => status === 'indeterminate');
          if (told) continue;
          const status = summary(after);
          const same = expected === 'not-applicable' && status === expected;
          expect({ situation, status, allowed: same || excused(needless, fact) }).toEqual({
            situation,
            status,
            allowed: true,
          });
        }
      }
      expect(hidden).toBeGreaterThan(0);
      expect([...needless, ...surer].filter(({ facts }) => !used.has(facts))).toEqual([]);
    });

    it('rejects a parameter that it does not know', () => {
      const given = { name: 'unknown parameter', given: aSnapshot(), expect: 'compliant' } as const;
      expect(() => judgeCase(rule, { ...given, parameters: { mistyped: 1 } })).toThrow(/mistyped/);
    });

    it('has a fix for each violation', () => {
      for (const given of cases) {
        for (const { violations } of judgeCase(rule, given)) {
          for (const { fix, evidence } of violations) {
            expect(fix.text).toMatch(/\.$/);
            expect(Object.keys(evidence)).not.toEqual([]);
          }
        }
      }
    });
  },
);
