import { configurationResources } from '../../model/configuration-resources.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { AccountView, ClusterView } from '../../model/view/views.ts';
import type { Observation } from '../findings/observation.ts';
import { judgeCluster } from '../judge-cluster.ts';
import type { RuleBook } from '../rule-book.ts';
import { waiversOf } from '../waivers/waiver-tags.ts';

/** Judges the clusters of an account, one when it is asked for: what there is to remember of it. */
export function observer(account: AccountView, { rules, settings, hash, flappingPerHour }: RuleBook) {
  const { observedAt, region } = account;
  const { waivers } = waiversOf(account, rules, settings, observedAt);
  const ofRules = {
    rules: new Map(rules.map(({ code, title }) => [code, title])),
    graceMinutes: new Map(rules.map(({ code, graceMinutes = 0 }) => [code, graceMinutes])),
    steadyMinutes: new Map(rules.map(({ code, steadyMinutes = 0 }) => [code, steadyMinutes])),
    ...(flappingPerHour === undefined ? {} : { flappingPerHour }),
    settings: hash,
  };
  return (view: ClusterView): Observation => {
    const createdAt = attempt(() => view.cluster.createdAt);
    return {
      cluster: { account: account.account, region, cluster: view.name },
      observedAt,
      ...(createdAt === undefined || createdAt instanceof NotObserved ? {} : { createdAt }),
      verdicts: judgeCluster(view, rules, settings, waivers, observedAt),
      ...ofRules,
      uses: configurationResources(view),
      gone: false,
    };
  };
}
