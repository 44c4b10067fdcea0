import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import type { Verdict } from '../engine/verdict.ts';
import type { ClusterView } from '../model/view/views.ts';
import { waive } from './waivers/waive.ts';
import { waiversByTags } from './waivers/waiver-tags.ts';

/**
 * What the rules say of a cluster, with the waivers that hold at a time (ISO 8601). Its view was made with the declarations of the same
 * settings.
 */
export function judgeCluster(
  view: ClusterView,
  rules: readonly Rule[],
  settings: Settings,
  now: string,
): readonly Verdict[] {
  const verdicts = rules.flatMap((rule) =>
    rule.judge(view, { parameters: settings.parametersOf(rule), profiles: settings.profilesOf(view.name) }),
  );
  return waive(verdicts, [...settings.waivers, ...waiversByTags(view.account, rules, settings, now).waivers], now);
}
