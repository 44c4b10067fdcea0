import {
  type Addon,
  type Cluster,
  DescribeAddonCommand,
  DescribeFargateProfileCommand,
  DescribeNodegroupCommand,
  ListAddonsCommand,
  type ListAddonsCommandOutput,
  ListFargateProfilesCommand,
  ListNodegroupsCommand,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks';
import { isUnobserved, type Known, type Listing } from '../../model/snapshot/known.ts';
import { isDescribed, type ListedAddOn } from '../shapes/add-ons.ts';
import { type ClusterParts, unasked } from '../shapes/parts.ts';
import type { Action } from './actions.ts';
import { gone, observeOrGone } from './observe.ts';
import { allItems, type Pages } from './pages.ts';
import type { Session } from './session.ts';

/** What belongs to a cluster; undefined when the cluster was deleted meanwhile. A registered cluster has none of it in EKS. */
export async function readBelongings(session: Session, cluster: Cluster): Promise<ClusterParts | undefined> {
  if (cluster.connectorConfig) {
    return { cluster, nodeGroups: [], fargateProfiles: [], addOns: [], podIdentityAssociations: 0 };
  }
  const clusterName = cluster.name ?? '';
  const [nodeGroups, fargateProfiles, addOns, podIdentityAssociations] = await Promise.all([
    readNodeGroups(session, clusterName),
    readFargateProfiles(session, clusterName),
    readAddOns(session, clusterName),
    countPodIdentityAssociations(session, clusterName),
  ]);
  if (nodeGroups === gone || fargateProfiles === gone || addOns === gone || podIdentityAssociations === gone) {
    return undefined;
  }
  return { cluster, nodeGroups, fargateProfiles, addOns, podIdentityAssociations };
}

interface Described<P extends object, Item extends object> {
  readonly list: Action;
  readonly names: Pages<P, string>;
  readonly describe: Action;
  readonly item: (name: string) => Promise<Item | undefined>;
  /** What stands for an item that needs no description. */
  readonly undescribed?: (name: string) => Item | undefined;
  /** What the item is called in a snapshot. */
  readonly id: (name: string) => string;
}

async function readDescribed<P extends object, Item extends object>(
  session: Session,
  { list, names, describe, item, undescribed, id }: Described<P, Item>,
): Promise<Listing<Item> | typeof gone> {
  const listed = await observeOrGone(session, list, () => allItems(names));
  if (listed === gone || isUnobserved(listed)) return listed;
  const described = await Promise.all(
    listed.map(async (name) => {
      const known = undescribed?.(name);
      if (known) return known;
      const answer = await observeOrGone(session, describe, () => present(item(name)));
      return isUnobserved(answer) ? { ...answer, of: id(name) } : answer;
    }),
  );
  return described.filter((member): member is Exclude<typeof member, typeof gone> => member !== gone);
}

async function present<T extends object>(answer: Promise<T | undefined>): Promise<T> {
  const value = await answer;
  if (value === undefined) throw new Error('AWS answered without what was to be described');
  return value;
}

const readNodeGroups = (session: Session, clusterName: string) =>
  readDescribed(session, {
    list: 'eks:ListNodegroups',
    names: {
      ask: (nextToken) =>
        session.eks.send(new ListNodegroupsCommand({ clusterName, maxResults: 100, nextToken }), session.options),
      items: ({ nodegroups }) => nodegroups,
    },
    describe: 'eks:DescribeNodegroup',
    item: async (nodegroupName) =>
      (await session.eks.send(new DescribeNodegroupCommand({ clusterName, nodegroupName }), session.options)).nodegroup,
    id: (name) => `${clusterName}/${name}`,
  });

const readFargateProfiles = (session: Session, clusterName: string) =>
  readDescribed(session, {
    list: 'eks:ListFargateProfiles',
    names: {
      ask: (nextToken) =>
        session.eks.send(new ListFargateProfilesCommand({ clusterName, maxResults: 100, nextToken }), session.options),
      items: ({ fargateProfileNames }) => fargateProfileNames,
    },
    describe: 'eks:DescribeFargateProfile',
    item: async (fargateProfileName) =>
      (await session.eks.send(new DescribeFargateProfileCommand({ clusterName, fargateProfileName }), session.options))
        .fargateProfile,
    id: (name) => `${clusterName}/${name}`,
  });

const environment = unasked('live', 'eks:DescribeAddon');

const readAddOns = (session: Session, clusterName: string) =>
  readDescribed<ListAddonsCommandOutput, Addon | ListedAddOn>(session, {
    list: 'eks:ListAddons',
    names: {
      ask: (nextToken) =>
        session.eks.send(new ListAddonsCommand({ clusterName, maxResults: 100, nextToken }), session.options),
      items: ({ addons }) => addons,
    },
    describe: 'eks:DescribeAddon',
    item: async (addonName) =>
      (await session.eks.send(new DescribeAddonCommand({ clusterName, addonName }), session.options)).addon,
    undescribed: (name) => (isDescribed(name) ? undefined : { listed: name, environment }),
    id: (name) => name,
  });

async function countPodIdentityAssociations(
  session: Session,
  clusterName: string,
): Promise<Known<number> | typeof gone> {
  const associations = await observeOrGone(session, 'eks:ListPodIdentityAssociations', () =>
    allItems({
      ask: (nextToken) =>
        session.eks.send(
          new ListPodIdentityAssociationsCommand({ clusterName, maxResults: 100, nextToken }),
          session.options,
        ),
      items: (page) => page.associations,
    }),
  );
  return associations === gone || isUnobserved(associations) ? associations : associations.length;
}
