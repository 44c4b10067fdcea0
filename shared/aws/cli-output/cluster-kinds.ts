import type { Addon, Cluster, FargateProfile, Nodegroup, PodIdentityAssociationSummary } from '@aws-sdk/client-eks';
import type { GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { addOnSchema, clusterSchema, fargateProfileSchema, nodeGroupSchema } from '../../model/snapshot/cluster.ts';
import { addOnOf } from '../shapes/add-ons.ts';
import { type Answer, identified } from '../shapes/answer.ts';
import { clusterOf } from '../shapes/clusters.ts';
import { fargateProfileOf, nodeGroupOf } from '../shapes/node-groups.ts';
import { each, entryOf, names, one, type ReadEntries } from './entries.ts';
import type { Kind } from './kind.ts';

const alone = { nodeGroups: [], fargateProfiles: [], addOns: [], podIdentityAssociations: 0 };
const ownerOf = ({ clusterName }: { readonly clusterName?: string | undefined }) =>
  identified(clusterName, 'clusterName');

const callerIdentity: ReadEntries = (output) => [
  entryOf<Answer<GetCallerIdentityCommandOutput>, unknown>(
    { record: ({ Account }) => identified(Account, 'Account'), schema: z.string(), id: ({ Account }) => Account },
    output,
    '',
  ),
];

/** The outputs of EKS, and of STS, by the member that holds the answer. */
export const clusterKinds = {
  clusters: { action: 'eks:ListClusters', entries: names },
  cluster: {
    action: 'eks:DescribeCluster',
    entries: one<Answer<Cluster>, unknown>({
      record: (answer) => clusterOf(answer, alone),
      schema: clusterSchema,
      id: ({ name }) => name,
    }),
  },
  nodegroups: { action: 'eks:ListNodegroups', subject: 'about', entries: names },
  nodegroup: {
    action: 'eks:DescribeNodegroup',
    entries: one<Answer<Nodegroup>, unknown>({
      record: (answer) => nodeGroupOf(ownerOf(answer), answer),
      schema: nodeGroupSchema,
      id: ({ clusterName, nodegroupName }) => `${clusterName}/${nodegroupName}`,
    }),
  },
  fargateProfileNames: { action: 'eks:ListFargateProfiles', subject: 'about', entries: names },
  fargateProfile: {
    action: 'eks:DescribeFargateProfile',
    entries: one<Answer<FargateProfile>, unknown>({
      record: (answer) => fargateProfileOf(ownerOf(answer), answer),
      schema: fargateProfileSchema,
      id: ({ clusterName, fargateProfileName }) => `${clusterName}/${fargateProfileName}`,
    }),
  },
  addons: { action: 'eks:ListAddons', subject: 'about', entries: names },
  addon: {
    action: 'eks:DescribeAddon',
    entries: one<Answer<Addon>, unknown>({
      record: (answer) => ({ ...addOnOf(answer), clusterName: ownerOf(answer) }),
      schema: addOnSchema,
      id: ({ clusterName, addonName }) => `${clusterName}/${addonName}`,
    }),
  },
  associations: {
    action: 'eks:ListPodIdentityAssociations',
    subject: 'about',
    about: ({ answer }) => (answer as Answer<PodIdentityAssociationSummary>).clusterName,
    entries: each<Answer<PodIdentityAssociationSummary>, unknown>({
      record: ({ associationId }) => identified(associationId, 'associationId'),
      schema: z.string(),
      id: ({ associationId }) => associationId,
    }),
  },
  Account: { action: 'sts:GetCallerIdentity', entries: callerIdentity },
} as const satisfies Record<string, Kind>;
