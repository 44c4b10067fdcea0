import type { ClusterSummary, SubnetAddresses } from '../engine/report.ts';
import { usableAddresses } from '../model/cidr.ts';
import { scopeSubnets } from '../model/subnet-use.ts';
import { attempt } from '../model/view/observing.ts';
import type { Subnet } from '../model/view/records.ts';
import { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';

const orNull = <T>(ask: () => T | undefined): T | null => {
  const answer = attempt(ask);
  return answer instanceof NotObserved || answer === undefined ? null : answer;
};

/** What reports show of a cluster beside its verdicts. */
export function clusterSummary(view: ClusterView, skipped: string | undefined): ClusterSummary {
  return {
    name: view.name,
    version: orNull(() => view.cluster.version),
    vpc: orNull(() => view.cluster.vpcId),
    ...(skipped === undefined ? {} : { skipped }),
    notes: skipped === undefined ? assumptions(view) : [],
    subnets: skipped === undefined ? subnetAddresses(view) : [],
  };
}

function assumptions(view: ClusterView): readonly string[] {
  const groups = attempt(() => view.account.autoScalingGroups.all());
  if (!(groups instanceof NotObserved)) return [];
  return [`Auto Scaling groups were not read (${groups.missing.reason}): only managed node groups are judged.`];
}

const subnetAddresses = (view: ClusterView): readonly SubnetAddresses[] =>
  scopeSubnets(view).flatMap((subnet) => (subnet instanceof NotObserved ? [] : addressesOf(subnet)));

const addressesOf = (subnet: Subnet): SubnetAddresses => ({
  id: subnet.id,
  zone: orNull(() => subnet.zone),
  cidr: orNull(() => subnet.cidr),
  usable: orNull(() => usableAddresses(subnet.cidr)),
  free: orNull(() => subnet.freeIpv4Addresses),
  neededAtMaximum: null,
  pool: [],
});
