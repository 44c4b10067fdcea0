import type { ClusterSummary, SubnetAddresses } from '../engine/report.ts';
import { type AddressAssumptions, type AddressPlan, addressPlan, type PoolPlan } from '../model/address-demand.ts';
import { scopeWithAutomaticSubnets } from '../model/automatic-nodes.ts';
import { usableAddresses } from '../model/cidr.ts';
import { typesFromTable } from '../model/instance-types/from-table.ts';
import { attempt } from '../model/view/observing.ts';
import type { Subnet } from '../model/view/records.ts';
import { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';

const orNull = <T>(ask: () => T | undefined): T | null => {
  const answer = attempt(ask);
  return answer instanceof NotObserved || answer === undefined ? null : answer;
};

/** What reports show of a cluster beside its verdicts. */
export function clusterSummary(
  view: ClusterView,
  skipped: string | undefined,
  assumptions: AddressAssumptions,
): ClusterSummary {
  return {
    name: view.name,
    version: orNull(() => view.cluster.version),
    vpc: orNull(() => view.cluster.vpcId),
    ...(skipped === undefined ? {} : { skipped }),
    notes: skipped === undefined ? assumedOf(view) : [],
    subnets:
      skipped === undefined
        ? subnetAddresses(
            view,
            orNull(() => addressPlan(view, assumptions)),
          )
        : [],
  };
}

function assumedOf(view: ClusterView): readonly string[] {
  const groups = attempt(() => view.account.autoScalingGroups.all());
  const unread =
    groups instanceof NotObserved
      ? [`Auto Scaling groups were not read (${groups.missing.reason}): only managed node groups are judged.`]
      : [];
  return [...unread, ...tableInWords(typesFromTable(view))];
}

const tableInWords = ({ names, date }: ReturnType<typeof typesFromTable>): readonly string[] =>
  names.length === 0
    ? []
    : [
        `ec2:DescribeInstanceTypes was not read: what ${names.join(', ')} can hold is taken from Plumbline’s own table of ${date}.`,
      ];

const subnetAddresses = (view: ClusterView, plan: AddressPlan | null): readonly SubnetAddresses[] =>
  scopeWithAutomaticSubnets(view).flatMap((subnet) =>
    subnet instanceof NotObserved ? [] : addressesOf(subnet, plan?.poolOf(subnet.id)),
  );

const addressesOf = (subnet: Subnet, pool: PoolPlan | undefined): SubnetAddresses => ({
  id: subnet.id,
  zone: orNull(() => subnet.zone),
  cidr: orNull(() => subnet.cidr),
  usable: orNull(() => usableAddresses(subnet.cidr)),
  free: orNull(() => subnet.freeIpv4Addresses),
  neededAtMaximum: pool && pool.missing.length === 0 ? pool.required.high : null,
  pool: pool?.pool.subnets.map(({ id }) => id) ?? [],
});
