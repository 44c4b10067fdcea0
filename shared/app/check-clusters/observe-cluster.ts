import { configurationResources } from '../../model/configuration-resources.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import type { Observation } from '../findings/observation.ts';
import { judgeCluster } from '../judge-cluster.ts';
import type { RuleBook } from '../rule-book.ts';

/** Judges a cluster: what there is to remember of it. */
export function observeCluster(view: ClusterView, { rules, settings, hash, flappingPerHour }: RuleBook): Observation {
  const { account, region, observedAt } = view.account;
  const createdAt = attempt(() => view.cluster.createdAt);
  return {
    cluster: { account, region, cluster: view.name },
    observedAt,
    ...(createdAt === undefined || createdAt instanceof NotObserved ? {} : { createdAt }),
    verdicts: judgeCluster(view, rules, settings, observedAt),
    rules: new Map(rules.map(({ code, title }) => [code, title])),
    graceMinutes: new Map(rules.map(({ code, graceMinutes = 0 }) => [code, graceMinutes])),
    steadyMinutes: new Map(rules.map(({ code, steadyMinutes = 0 }) => [code, steadyMinutes])),
    ...(flappingPerHour === undefined ? {} : { flappingPerHour }),
    settings: hash,
    uses: configurationResources(view),
    gone: false,
  };
}
