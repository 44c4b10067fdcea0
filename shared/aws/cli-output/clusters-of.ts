import type { Addon, Cluster, FargateProfile, Nodegroup } from '@aws-sdk/client-eks';
import { isUnobserved, type Known, type Listing, type UnobservedMember, unread } from '../../model/snapshot/known.ts';
import { isDescribed } from '../shapes/add-ons.ts';
import type { Answer } from '../shapes/answer.ts';
import { type ClusterParts, commandOf } from '../shapes/parts.ts';
import type { Outputs } from './collection.ts';
import { noOutput, stopped } from './gaps.ts';
import type { Member } from './kinds.ts';

/** The clusters that are described, and those that are only listed. Without a list, the described ones are all. */
export function clustersOf(outputs: Outputs): Listing<ClusterParts> {
  const listed = outputs.all<string>('clusters');
  const described = outputs.all<Answer<Cluster>>('cluster');
  if (!listed && !described) return noOutput('eks:ListClusters');
  const clusters = (described?.answers ?? []).map((cluster) => partsOf(outputs, cluster));
  const known = new Set(clusters.map(({ cluster }) => cluster.name));
  const hidden = (listed?.answers ?? [])
    .filter((name) => !known.has(name))
    .map((name) => undescribed('eks:DescribeCluster', name));
  const cut = listed?.truncated ? [{ ...stopped('eks:ListClusters'), of: '' }] : [];
  return [...clusters, ...hidden, ...cut];
}

/** Every cluster of the account and Region; without a list, nobody knows. */
export function clusterNamesOf(outputs: Outputs): Listing<string> {
  const action = 'eks:ListClusters';
  const listed = outputs.all<string>('clusters');
  if (!listed) return noOutput(action);
  return [...listed.answers, ...(listed.truncated ? [{ ...stopped(action), of: '' }] : [])];
}

const undescribed = (action: string, of: string): UnobservedMember => ({
  ...unread(`${action}: ${of} is listed, but there is no output of "${commandOf(action)}" about it`, action),
  of,
});

function partsOf(outputs: Outputs, cluster: Answer<Cluster>): ClusterParts {
  if (cluster.connectorConfig) {
    return { cluster, nodeGroups: [], fargateProfiles: [], addOns: [], podIdentityAssociations: 0 };
  }
  const name = cluster.name ?? '';
  const owned = <A extends { readonly clusterName?: string | undefined }>(given: Owned<A>) =>
    ownedOf<A>(outputs, name, given);
  return {
    cluster,
    nodeGroups: owned<Answer<Nodegroup>>({
      list: ['nodegroups', 'eks:ListNodegroups'],
      item: ['nodegroup', 'eks:DescribeNodegroup'],
      nameOf: ({ nodegroupName }) => nodegroupName,
      id: (own) => `${name}/${own}`,
    }),
    fargateProfiles: owned<Answer<FargateProfile>>({
      list: ['fargateProfileNames', 'eks:ListFargateProfiles'],
      item: ['fargateProfile', 'eks:DescribeFargateProfile'],
      nameOf: ({ fargateProfileName }) => fargateProfileName,
      id: (own) => `${name}/${own}`,
    }),
    addOns: addOnsOf(outputs, name),
    podIdentityAssociations: associationsOf(outputs, name),
  };
}

interface Owned<A> {
  readonly list: readonly [Member, string];
  readonly item: readonly [Member, string];
  readonly nameOf: (answer: A) => string | undefined;
  /** What a snapshot calls it. */
  readonly id: (name: string) => string;
}

/** Without a list, the described ones are all; without either, nothing was read. */
function ownedOf<A extends { readonly clusterName?: string | undefined }>(
  outputs: Outputs,
  cluster: string,
  { list: [list, listAction], item: [member, itemAction], nameOf, id }: Owned<A>,
): Listing<A> {
  const listed = outputs.bySubject<string>(list).get(cluster);
  const described = (outputs.all<A>(member)?.answers ?? []).filter(({ clusterName }) => clusterName === cluster);
  if (!listed && described.length === 0) return noOutput(listAction, `cluster ${cluster}`);
  const known = new Map(described.map((answer) => [nameOf(answer), answer]));
  const names = new Set([...(listed?.answers ?? []), ...known.keys()]);
  const members = [...names].map((name = '') => known.get(name) ?? undescribed(itemAction, id(name)));
  const cut = listed?.truncated ? [{ ...stopped(listAction), of: cluster }] : [];
  return [...members, ...cut];
}

/** Of most add-ons the name is enough. */
function addOnsOf(outputs: Outputs, cluster: string): ClusterParts['addOns'] {
  const addOns = ownedOf<Answer<Addon>>(outputs, cluster, {
    list: ['addons', 'eks:ListAddons'],
    item: ['addon', 'eks:DescribeAddon'],
    nameOf: ({ addonName }) => addonName,
    id: (own) => own,
  });
  if (isUnobserved(addOns)) return addOns;
  const isOnlyListed = (of: string) => !isDescribed(of) && of !== cluster;
  return addOns.map((addOn) => {
    if (!('of' in addOn) || !isOnlyListed(addOn.of)) return addOn;
    const { of, ...environment } = addOn;
    return { listed: of, environment };
  });
}

function associationsOf(outputs: Outputs, cluster: string): Known<number> {
  const action = 'eks:ListPodIdentityAssociations';
  const associations = outputs.bySubject('associations').get(cluster);
  if (!associations) return noOutput(action, `cluster ${cluster}`);
  return associations.truncated ? stopped(action) : associations.answers.length;
}
