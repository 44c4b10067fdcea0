import { isUnobserved, type Known, type Listing } from '../../model/snapshot/known.ts';
import type { SecurityGroupRecord, SecurityGroupRuleRecord } from '../../model/snapshot/security.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { RouteTableRecord } from '../../model/snapshot/vpc.ts';
import { observedIn } from './listings.ts';
import type { ClusterParts } from './parts.ts';

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

type Groups = Pick<Snapshot, 'clusters' | 'autoScalingGroups'>;
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

/** Every subnet that a cluster, a group or a profile names. */
export const subnetsIn = (snapshot: Groups): readonly string[] => [
  ...observedIn(snapshot.clusters).flatMap(({ subnetIds }) => listed(subnetIds)),
  ...workloadSubnetsIn(snapshot),
];

const workloadSubnetsIn = ({ clusters, autoScalingGroups }: Groups) => [
  ...observedIn(clusters).flatMap(({ nodeGroups, fargateProfiles }) =>
    [...observedIn(nodeGroups), ...observedIn(fargateProfiles)].flatMap(({ subnetIds }) => listed(subnetIds)),
  ),
  ...observedIn(autoScalingGroups).flatMap(({ subnetIds }) => listed(subnetIds)),
];

/** The subnets that exist and give addresses to nodes or pods; the VPC CNI may choose further ones by tag. */
export function nodeSubnetsIn(snapshot: Groups & Pick<Snapshot, 'subnets'>): readonly string[] {
  const used = new Set(workloadSubnetsIn(snapshot));
  return observedIn(snapshot.subnets)
    .filter(({ id, tags }) => used.has(id) || (!isUnobserved(tags) && 'kubernetes.io/role/cni' in tags))
    .map(({ id }) => id);
}

/** By launch template, the versions that groups name. */
export function launchTemplatesIn({ clusters, autoScalingGroups }: Groups): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  const groups = [
    ...observedIn(clusters).flatMap(({ nodeGroups }) => observedIn(nodeGroups)),
    ...observedIn(autoScalingGroups),
  ];
  for (const { launchTemplate } of groups) {
    if (!launchTemplate || isUnobserved(launchTemplate)) continue;
    const { id, version } = launchTemplate;
    versions.set(id, (versions.get(id) ?? new Set()).add(version));
  }
  return versions;
}

/** The roles that clusters, node groups and Fargate profiles name, by ARN. */
export function rolesIn(clusters: Listing<ClusterParts>): readonly string[] {
  const arns = observedIn(clusters).flatMap(({ cluster, nodeGroups, fargateProfiles }) => [
    cluster.roleArn,
    ...observedIn(nodeGroups).map(({ nodeRole }) => nodeRole),
    ...observedIn(fargateProfiles).map(({ podExecutionRoleArn }) => podExecutionRoleArn),
  ]);
  return [...new Set(arns.flatMap((arn) => arn || []))].sort();
}
