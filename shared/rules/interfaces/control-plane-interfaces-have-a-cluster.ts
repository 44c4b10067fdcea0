import * as z from 'zod';
import { skippedCluster } from '../../engine/applicability.ts';
import { defineRule } from '../../engine/define-rule.ts';
import { clusterNamedBy } from '../../model/control-plane.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { AccountView, ClusterView } from '../../model/view/views.ts';
import { knownNeighbours } from '../../model/vpc-group.ts';

export const controlPlaneInterfacesHaveACluster = defineRule({
  code: 'H5',
  name: 'control-plane-interfaces-have-a-cluster',
  aliases: ['eks-eni-orphan'],
  title: 'No control-plane interface of a cluster that is gone is left in the VPC',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'vpc',
  why: 'An interface that outlives its cluster keeps addresses, and neither its subnet, its security groups nor the VPC can be deleted (`DependencyViolation`).',
  how: 'Looks at the interfaces of the VPC that are described exactly as `Amazon EKS <name>`, and compares the names with those of every cluster in the Region. Right after a cluster was deleted its interfaces may stay for some minutes. Of an interface that another account owns, in a shared VPC, it cannot be told. Clusters that share a VPC report it once, with the first of them by name.',
  fix: 'Delete the interface.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/delete-cluster.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    orphan: (e: { interface: string; subnet: string; vpc: string; cluster: string }) =>
      `${e.interface} in ${e.subnet} of ${e.vpc} is one of the control plane of ${e.cluster}, a cluster that does not exist in this Region.`,
  },

  subjects: ({ account, cluster }) => [account.vpcs.find(cluster.vpcId)].filter((vpc) => vpc !== undefined),

  *evaluate({ id: vpc }, { view, violation, notApplicable, each, aws }) {
    const speaker = firstJudged(view);
    if (speaker !== view.name) return notApplicable(`It is reported with ${speaker}, which shares the VPC.`);
    const interfaces = view.account.networkInterfaces.inVpc(vpc);
    yield* each(interfaces, function* ({ id, subnetId, status, ownerId, description }) {
      const cluster = clusterNamedBy(description);
      if (cluster === undefined || exists(view.account, cluster)) return;
      if (ownerId !== view.account.account) {
        const reason = `another account owns it, whose cluster ${cluster} this account does not see`;
        throw new NotObserved('clusterNames', id, undecidable(reason));
      }
      const attached = status !== 'available';
      yield violation(
        'orphan',
        { interface: id, subnet: subnetId, vpc, cluster, status },
        {
          cause: { kind: 'network-interface', resource: id },
          fix: attached
            ? { text: `Wait until AWS has detached ${id}, which is ${status}; then delete it.` }
            : {
                text: `Delete ${id}: it is attached to nothing.`,
                command: aws`ec2 delete-network-interface --network-interface-id ${id}`,
              },
        },
      );
    });
    return undefined;
  },
});

const exists = ({ clusters, clusterNames }: AccountView, name: string): boolean =>
  clusters.some((cluster) => cluster.name === name) || clusterNames.find(name) !== undefined;

/** The first by name of the clusters in the VPC about which anything is said. */
const firstJudged = (view: ClusterView): string | undefined =>
  knownNeighbours(view)
    .filter((one) => attempt(() => skippedCluster(one)) === undefined)
    .map(({ name }) => name)
    .sort()[0];
