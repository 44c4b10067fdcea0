import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import type { SecurityGroupRecord, SecurityGroupRuleRecord } from '../../model/snapshot/security.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { RouteTableRecord } from '../../model/snapshot/vpc.ts';
import { observedIn } from './listings.ts';

const listed = <T>(list: Known<readonly Known<T>[]>): readonly T[] =>
  isUnobserved(list) ? [] : list.flatMap((member) => (isUnobserved(member) ? [] : [member as T]));

/** The option sets that VPCs use; `default` stands for none. */
export const dhcpOptionsIn = ({ vpcs }: Pick<Snapshot, 'vpcs'>): readonly string[] =>
  observedIn(vpcs).flatMap(({ dhcpOptionsId: id }) => (isUnobserved(id) || id === 'default' ? [] : id));

/** The prefix lists that routes and security groups name. */
export const prefixListsIn = ({ routeTables, securityGroups }: Pick<Snapshot, 'routeTables' | 'securityGroups'>) => [
  ...observedIn(routeTables).flatMap(prefixListsOfRoutes),
  ...observedIn(securityGroups).flatMap(prefixListsOfRules),
];

const prefixListsOfRoutes = ({ routes }: RouteTableRecord): readonly string[] =>
  listed(routes).flatMap(({ destination }) => ('prefixListId' in destination ? destination.prefixListId : []));

const prefixListsOfRules = ({ ingress, egress }: SecurityGroupRecord): readonly string[] =>
  [...listed(ingress), ...listed(egress)].flatMap(prefixListOfRule);

const prefixListOfRule = ({ peer }: SecurityGroupRuleRecord): readonly string[] =>
  'prefixListId' in peer ? [peer.prefixListId] : [];

type Compute = Pick<Snapshot, 'clusters' | 'instances' | 'autoScalingGroups' | 'launchTemplateVersions'>;

/** The instance types that run, or that groups and their launch templates name. */
export const instanceTypesIn = ({ clusters, instances, autoScalingGroups, launchTemplateVersions }: Compute) => [
  ...observedIn(clusters).flatMap(({ nodeGroups }) =>
    observedIn(nodeGroups).flatMap((group) => listed(group.instanceTypes)),
  ),
  ...observedIn(instances).map(({ instanceType }) => instanceType),
  ...observedIn(autoScalingGroups).flatMap((group) => listed(group.instanceTypes)),
  ...observedIn(launchTemplateVersions).flatMap(({ instanceType }) =>
    instanceType === undefined || isUnobserved(instanceType) ? [] : instanceType,
  ),
];
