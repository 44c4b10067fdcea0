import { clusterNames } from '../shared/app/check-account.ts';
import { suggestion } from '../shared/config/closest.ts';
import { type Profile, profiles, type Rule } from '../shared/engine/rule.ts';
import type { Settings } from '../shared/engine/settings.ts';
import type { Snapshot } from '../shared/model/snapshot/snapshot.ts';
import { AccountView, type ClusterView } from '../shared/model/view/views.ts';
import { findRule, rules } from '../shared/rules/index.ts';
import { UsageError } from './errors.ts';
import { CannotObserve } from './live.ts';

/** The rules named by code, name or alias, in the order of the catalogue; when none is named, those that are not switched off. */
export function chooseRules(words: readonly string[], { isOn }: Pick<Settings, 'isOn'>): readonly Rule[] {
  if (words.length === 0) return rules.filter(isOn);
  const chosen = new Set(words.map(ruleNamed));
  return rules.filter((rule) => chosen.has(rule));
}

export function ruleNamed(word: string): Rule {
  const rule = findRule(word);
  if (rule) return rule;
  const known = rules.flatMap(({ code, name, aliases }) => [code, name, ...aliases]);
  throw new UsageError(`there is no rule ${JSON.stringify(word)}${suggestion(word, known)}; see plumbline rules`);
}

/** Throws `UsageError` for a name that is no cluster of the input. */
export function chooseClusters(words: readonly string[], known: readonly string[]): readonly string[] | undefined {
  for (const word of words) {
    if (known.includes(word)) continue;
    const have = known.length > 0 ? `; the input has ${known.slice(0, 10).join(', ')}` : '; the input has no clusters';
    throw new UsageError(`there is no cluster ${JSON.stringify(word)}${suggestion(word, known)}${have}`);
  }
  return words.length > 0 ? words : undefined;
}

export function chooseProfiles(words: readonly string[]): readonly Profile[] {
  return words.map((word) => {
    const profile = profiles.find((known) => known === word);
    if (!profile) throw new UsageError(`there is no profile ${JSON.stringify(word)}${suggestion(word, profiles)}`);
    return profile;
  });
}

/** The name of the cluster to look at, which need not be given where there is only one. Throws `UsageError`. */
export function oneCluster(name: string | undefined, snapshot: Snapshot): string {
  const known = clusterNames(snapshot);
  const [only] = name === undefined ? known : (chooseClusters([name], known) ?? []);
  if (only === undefined) throw new UsageError('the input has no clusters');
  if (name === undefined && known.length > 1)
    throw new UsageError(`--cluster is missing; the input has ${known.slice(0, 10).join(', ')}`);
  return only;
}

/**
 * The view of the cluster to look at. Throws `UsageError` for one that is not there, `CannotObserve` for one that could not be
 * described.
 */
export function oneView(name: string | undefined, snapshot: Snapshot, { declarationsOf }: Settings): ClusterView {
  const chosen = oneCluster(name, snapshot);
  const view = new AccountView(snapshot, { declarationsOf }).clusters.find((cluster) => cluster.name === chosen);
  if (!view) throw new CannotObserve(`the cluster ${chosen} is there, but it could not be described`);
  return view;
}
