import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import type { Verdict } from '../engine/verdict.ts';
import type { Waiver } from '../engine/waiver.ts';
import type { ClusterView } from '../model/view/views.ts';
import { waive } from './waivers/waive.ts';

/** What the rules say of a cluster, and which waivers hold at a time (ISO 8601). Its view was made with the declarations of the settings. */
export function judgeCluster(
  view: ClusterView,
  rules: readonly Rule[],
  settings: Settings,
  waivers: readonly Waiver[],
  now: string,
): readonly Verdict[] {
  const verdicts = rules.flatMap((rule) =>
    rule.judge(view, { parameters: settings.parametersOf(rule), profiles: settings.profilesOf(view.name) }),
  );
  return waive(verdicts, waivers, now);
}
