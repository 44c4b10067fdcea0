import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { egress4 } from '../../model/egress.ts';
import { isolatedSubnets } from '../../model/isolation.ts';
import { lostWay } from '../../model/lost-way.ts';
import { observedOf, orUnknown } from '../../model/view/observing.ts';

export const isolatedClustersHaveAPrivateEndpoint = defineRule({
  code: 'E1',
  name: 'isolated-clusters-have-a-private-endpoint',
  aliases: ['private-cluster-private-endpoint'],
  title: 'Clusters whose nodes have no way to the internet enable the private API endpoint',
  severity: 'critical',
  profile: 'private',
  resourceType: 'cluster',
  why: 'The public API endpoint is an address of the internet. Nodes without a way there cannot join the cluster (NodeCreationFailure) unless the private endpoint puts the API server into the VPC.',
  how: 'Follows the default route of each subnet of a node group or Fargate profile, or in which Karpenter or Auto Mode runs nodes. If one leads nowhere, private access has to be on; public access may be on as well. Where the nodes only lost their way to the internet, that is the cause.',
  fix: 'Enable private access to the API endpoint.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    privateAccessOff: (e: { cluster: string; isolatedSubnets: readonly string[] }) =>
      `Private access to the API endpoint of ${e.cluster} is off, and nodes in ${e.isolatedSubnets.join(', ')} have no way to its public one: they cannot join (NodeCreationFailure).`,
  },

  subjects: (view) => [view.cluster],

  *evaluate(cluster, { view, violation, notApplicable, each, aws }) {
    const subnets = isolatedSubnets(view);
    if (subnets.length === 0) return notApplicable('No node or Fargate subnet is without a way to the internet.');

    const isolated = observedOf(subnets);
    if (isolated.length > 0 && !cluster.endpointPrivateAccess) {
      const lost = lostWay(view, isolated, 0);
      yield violation(
        'privateAccessOff',
        {
          cluster: view.name,
          isolatedSubnets: isolated.map(({ id }) => id),
          reasons: isolated.map((subnet) => orUnknown(() => egress4(view.account, subnet).reason)),
        },
        lost
          ? { cause: lost.cause, fix: fixFrom(aws, lost.remedy) }
          : {
              cause: { kind: 'private-endpoint-off', resource: view.name },
              fix: {
                text: 'Enable private access to the API endpoint; public access may stay on.',
                command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${'endpointPrivateAccess=true'}`,
              },
            },
      );
    }
    yield* each(subnets, () => []);
  },
});
