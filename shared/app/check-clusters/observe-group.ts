import { configurationResources } from '../../model/configuration-resources.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { checkAccount } from '../check-account.ts';
import type { Observation } from '../findings/observation.ts';
import type { RuleBook } from '../rule-book.ts';

/** Judges the clusters of one VPC group: what there is to remember of each. */
export function observeGroup(
  snapshot: Snapshot,
  group: readonly ClusterView[],
  { rules, settings, hash, version }: RuleBook,
): readonly Observation[] {
  const { account, region, observedAt } = snapshot;
  const clusters = group.map(({ name }) => name);
  const { verdicts } = checkAccount(snapshot, { rules, settings, clusters, now: observedAt, version });
  const titles = new Map(rules.map(({ code, title }) => [code, title]));
  return group.map((view) => {
    const createdAt = attempt(() => view.cluster.createdAt);
    return {
      cluster: { account, region, cluster: view.name },
      observedAt,
      ...(createdAt === undefined || createdAt instanceof NotObserved ? {} : { createdAt }),
      verdicts: verdicts.filter(({ cluster }) => cluster === view.name),
      rules: titles,
      settings: hash,
      uses: configurationResources(view),
      gone: false,
    };
  });
}
