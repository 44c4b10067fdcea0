import type { ClusterRecord } from '../../model/snapshot/cluster.ts';
import type { AutoScalingGroupRecord, LaunchTemplateVersionRecord } from '../../model/snapshot/compute.ts';
import {
  isUnobserved,
  type Listing,
  type Unobserved,
  type UnobservedMember,
  unread,
} from '../../model/snapshot/known.ts';
import { launchTemplateVersionOf } from './launch-templates.ts';
import { type AccountParts, unasked } from './parts.ts';

interface Reference {
  readonly id: string;
  /** A number, `$Latest` or `$Default`. */
  readonly version: string;
}
type Version = LaunchTemplateVersionRecord | UnobservedMember;

const isHidden = (version: Version): version is UnobservedMember => isUnobserved(version);

/** A group that EKS made for a managed node group. */
export const isManaged = (group: AutoScalingGroupRecord): boolean =>
  !isUnobserved(group.tags) && 'eks:nodegroup-name' in group.tags;

/** The versions of launch templates that node groups and self-managed groups refer to, and the groups with words made numbers. */
export function resolveLaunchTemplates(
  parts: Pick<AccountParts, 'source' | 'launchTemplateVersions'>,
  clusters: Listing<ClusterRecord>,
  groups: Listing<AutoScalingGroupRecord>,
) {
  const found = new Map<string, Version>();
  const resolve = (reference: Reference): Reference | Unobserved => {
    const version = versionOf(parts, reference);
    if (!version) return reference;
    const id = isHidden(version) ? version.of : version.id;
    found.set(id, version);
    return isHidden(version) ? reference : { id: version.launchTemplateId, version: version.version };
  };
  const resolved = {
    clusters: mapped(clusters, (cluster) => ({
      ...cluster,
      nodeGroups: mapped(cluster.nodeGroups, (group) => withTemplate(group, resolve)),
    })),
    autoScalingGroups: mapped(groups, (group) => withTemplate(group, isManaged(group) ? () => madeByEks : resolve)),
  };
  // Where nothing that could refer to a version was read, none is known not to be in use.
  const unreferred = isUnobserved(clusters) && isUnobserved(groups) ? groups : undefined;
  return { ...resolved, launchTemplateVersions: unreferred ?? [...found.values()] };
}

const madeByEks = unread('the launch template that EKS makes for a managed node group is not read');

/** The version, or undefined when the template or the version was deleted. */
function versionOf(
  { source, launchTemplateVersions }: Pick<AccountParts, 'source' | 'launchTemplateVersions'>,
  { id, version }: Reference,
): Version | undefined {
  const answers = launchTemplateVersions.get(id) ?? unasked(source, 'ec2:DescribeLaunchTemplateVersions');
  if (isUnobserved(answers)) return { ...answers, of: `${id}:${version}` };
  const isMeant = meant(version, Math.max(...answers.map(({ VersionNumber }) => VersionNumber ?? 0)));
  const answer = answers.find(isMeant);
  return answer && launchTemplateVersionOf(answer);
}

function meant(version: string, latest: number) {
  return ({
    VersionNumber,
    DefaultVersion,
  }: {
    VersionNumber?: number | undefined;
    DefaultVersion?: boolean | undefined;
  }) => {
    if (version === '$Latest') return VersionNumber === latest;
    return version === '$Default' ? DefaultVersion === true : String(VersionNumber) === version;
  };
}

type WithTemplate = { launchTemplate?: Reference | Unobserved | undefined };

const withTemplate = <G extends WithTemplate>(
  group: G,
  resolve: (reference: Reference) => Reference | Unobserved,
): G =>
  group.launchTemplate && !isUnobserved(group.launchTemplate)
    ? { ...group, launchTemplate: resolve(group.launchTemplate) }
    : group;

const mapped = <T>(listing: Listing<T>, map: (member: T) => T) =>
  isUnobserved(listing)
    ? listing
    : listing.map((member) => (isUnobserved(member) ? (member as UnobservedMember) : map(member as T)));
