import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { attempt } from '../../model/view/observing.ts';

/** Modes with access entries, by which hybrid nodes join (type `HYBRID_LINUX`). */
const accepted = ['API', 'API_AND_CONFIG_MAP'];

export const hybridClustersAreIpv4WithAccessEntries = defineRule({
  code: 'F13',
  name: 'hybrid-clusters-are-ipv4-with-access-entries',
  aliases: ['hybrid-cluster-prereqs'],
  title: 'A cluster with hybrid nodes uses IPv4 and takes access entries',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'Hybrid nodes are IPv4 only and join by an access entry. A cluster of the IPv6 family, or one that only reads the aws-auth ConfigMap, cannot have them: nodes are refused (Unauthorized).',
  how: 'The cluster’s address family has to be IPv4, and its authentication mode API or API_AND_CONFIG_MAP.',
  fix: 'Set the authentication mode to API_AND_CONFIG_MAP; a cluster of the IPv6 family has to be created again.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-create.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-update.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    notIpv4: (e: { cluster: string; ipFamily: string }) =>
      `${e.cluster} is of the ${e.ipFamily} family, and hybrid nodes are IPv4 only.`,
    noAccessEntries: (e: { cluster: string; authenticationMode: string }) =>
      `${e.cluster} has the authentication mode ${e.authenticationMode}, without the access entries by which hybrid nodes join.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, each, aws }) {
    yield* each([attempt(() => cluster.ipFamily)], function* (ipFamily) {
      if (ipFamily === 'ipv4') return;
      const fix = { text: 'Create the cluster again with IPv4: its address family cannot be changed.' };
      yield violation('notIpv4', { cluster: view.name, ipFamily }, { fix });
    });
    const { authenticationMode } = cluster;
    if (accepted.includes(authenticationMode)) return undefined;
    const setting = 'authenticationMode=API_AND_CONFIG_MAP';
    yield violation(
      'noAccessEntries',
      { cluster: view.name, authenticationMode, accepted },
      {
        cause: { kind: 'authentication-mode', resource: view.name },
        fix: {
          text: 'Let the cluster take access entries beside the ConfigMap; this cannot be undone.',
          command: aws`eks update-cluster-config --name ${view.name} --access-config ${setting}`,
        },
      },
    );
    return undefined;
  },
});
