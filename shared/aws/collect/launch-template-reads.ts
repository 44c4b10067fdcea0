import { DescribeLaunchTemplateVersionsCommand, type LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import type { PerResource } from '../shapes/parts.ts';
import { gone, observeOrGone } from './observe.ts';
import { allItems } from './pages.ts';
import type { Session } from './session.ts';

const action = 'ec2:DescribeLaunchTemplateVersions';

/** By template, the versions that are in use; AWS takes one template a call. */
export async function readLaunchTemplateVersions(
  session: Session,
  inUse: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<PerResource<LaunchTemplateVersion[]>> {
  const read = async ([id, versions]: [string, ReadonlySet<string>]) =>
    [id, await readVersions(session, id, [...versions])] as const;
  return new Map(await Promise.all([...inUse].map(read)));
}

/** A call that names a deleted version fails as a whole; then each version is asked for by itself. */
async function readVersions(session: Session, id: string, versions: readonly string[]) {
  const answer = await observeOrGone(session, action, () => ask(session, id, versions));
  if (answer !== gone) return answer;
  if (versions.length === 1) return [];
  const found: LaunchTemplateVersion[] = [];
  for (const version of versions) {
    const one = await observeOrGone(session, action, () => ask(session, id, [version]));
    if (one === gone) continue;
    if ('observed' in one) return one;
    found.push(...one);
  }
  return found;
}

const ask = (session: Session, LaunchTemplateId: string, Versions: readonly string[]) =>
  allItems({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions: [...Versions], NextToken }),
        session.options,
      ),
    items: ({ LaunchTemplateVersions }) => LaunchTemplateVersions,
  });
