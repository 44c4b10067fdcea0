import { undecidable } from './snapshot/known.ts';
import type { LaunchTemplateVersion } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

interface LaunchTemplateReference {
  readonly id: string;
  /** A number, `$Default` or `$Latest`. */
  readonly version: string;
}

/** The version that a group launches its instances from; raises `NotObserved` when it is not visible (any more). */
export function launchTemplateVersionOf(
  { launchTemplateVersions }: AccountView,
  { id, version }: LaunchTemplateReference,
): LaunchTemplateVersion {
  const found = /^\d+$/.test(version)
    ? launchTemplateVersions.find(`${id}:${version}`)
    : launchTemplateVersions
        .all()
        .filter(({ launchTemplateId }) => launchTemplateId === id)
        .sort((a, b) => Number(b.version) - Number(a.version))
        .find(({ isDefault }) => version === '$Latest' || isDefault === true);
  if (found) return found;
  throw new NotObserved('launchTemplateVersions', `${id}:${version}`, undecidable('the version does not exist'));
}

/** The security groups that the version names for an instance's first interface; none leaves the choice to the group. */
export function launchTemplateSecurityGroupIds(version: LaunchTemplateVersion): readonly string[] {
  const first = version.networkInterfaces.filter(({ deviceIndex = 0 }) => deviceIndex === 0);
  return [...version.securityGroupIds, ...first.flatMap((eni) => eni.securityGroupIds)];
}
