import type { Rule } from '../engine/rule.ts';
import { InvalidInput } from '../model/snapshot/parse-snapshot.ts';
import { suggestion } from './closest.ts';

/**
 * The rule of a code, name or alias. Throws `InvalidInput` about the path for a word that is none, with a suggestion; `others` may
 * stand in its place there.
 */
export function ruleCalled(word: string, rules: readonly Rule[], path: string, others: readonly string[] = []): Rule {
  const rule = rules.find(({ code, name, aliases }) => code === word || name === word || aliases.includes(word));
  if (rule) return rule;
  const words = [...others, ...rules.flatMap(({ code, name }) => [code, name])];
  throw new InvalidInput(path, `there is no such rule${suggestion(word, words)}`);
}
