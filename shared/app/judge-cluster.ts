import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import type { Verdict } from '../engine/verdict.ts';
import type { ClusterView } from '../model/view/views.ts';

/** What the rules say of a cluster. Its view was made with the declarations of the same settings. */
export const judgeCluster = (view: ClusterView, rules: readonly Rule[], settings: Settings): readonly Verdict[] =>
  rules.flatMap((rule) =>
    rule.judge(view, { parameters: settings.parametersOf(rule), profiles: settings.profilesOf(view.name) }),
  );
