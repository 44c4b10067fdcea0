import type { Rule } from '../../shared/engine/rule.ts';
import type { Verdict } from '../../shared/engine/verdict.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import type { Recorder } from '../../shared/model/view/reveal.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import type { RuleCase } from './rule-cases.ts';

interface JudgeCaseOptions {
  /** Judge this snapshot in place of the case's own. */
  readonly snapshot?: Snapshot;
  readonly recorder?: Recorder;
}

/** The verdicts of a rule on a case, as the program would reach them. */
export function judgeCase(
  rule: Rule,
  given: RuleCase,
  { snapshot = given.given, recorder }: JudgeCaseOptions = {},
): readonly Verdict[] {
  const account = new AccountView(snapshot, {
    declarationsOf: () => given.declare ?? {},
    ...(recorder ? { recorder } : {}),
  });
  const name = given.cluster ?? 'demo';
  const view = account.clusters.find((cluster) => cluster.name === name);
  if (!view) throw new Error(`The case "${given.name}" has no cluster ${name}.`);
  return rule.judge(view, { parameters: given.parameters ?? {}, profiles: new Set(given.profiles) });
}

/** The verdicts taken together, in the words of a case's expectation. */
export function summary(verdicts: readonly Verdict[]): string | string[] {
  const messages = verdicts.flatMap(({ violations }) => violations.map(({ message }) => message));
  if (messages.length > 0) return messages;
  const statuses = new Set(verdicts.map(({ status }) => status));
  for (const status of ['indeterminate', 'compliant'] as const) if (statuses.has(status)) return status;
  return 'not-applicable';
}

/** The facts, as `collection.field`, that the rule reads while it judges the case. */
export function factsRead(rule: Rule, given: RuleCase): readonly string[] {
  const facts = new Set<string>();
  judgeCase(rule, given, { recorder: (fact) => facts.add(fact) });
  return [...facts].sort();
}
