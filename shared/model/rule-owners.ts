import { AddressSet } from './address-set.ts';
import { remoteNodeNetworks, remotePodNetworks } from './remote-networks.ts';
import type { CountedRule, RuleCount } from './rule-counts.ts';
import { attempt, observedOf } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Whose rules they are, as far as that shows, the most first: `40 for Network Load Balancers (…)`. */
export function ruleOwners(view: ClusterView, { rules }: RuleCount): readonly string[] {
  const networks = attempt(() =>
    AddressSet.of(...observedOf([...remoteNodeNetworks(view), ...remotePodNetworks(view)])),
  );
  const remote = networks instanceof NotObserved ? AddressSet.EMPTY : networks;
  const owned = Map.groupBy(rules, ({ rule }) => ownerOf(rule, remote));
  return [...owned]
    .map(([owner, members]) => ({ owner, rules: members.reduce((sum, { weight }) => sum + weight, 0) }))
    .sort((a, b) => b.rules - a.rules)
    .map((each) => `${each.rules} ${each.owner}`);
}

function ownerOf({ description, peer }: CountedRule['rule'], remote: AddressSet): string {
  if (description?.startsWith('kubernetes.io/rule/nlb/')) return 'for Network Load Balancers (kubernetes.io/rule/nlb/)';
  if (description?.startsWith('elbv2.k8s.aws/')) return 'of the AWS Load Balancer Controller (elbv2.k8s.aws/)';
  if ('cidr' in peer && remote.covers(peer.cidr)) return 'for remote networks';
  return 'prefixListId' in peer ? `for the prefix list ${peer.prefixListId}` : 'others';
}
