import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';

const madeBy = 'alpha.eksctl.io/cluster-name';

export const starburstUsesAnExistingVpc = defineRule({
  code: 'J11',
  name: 'starburst-uses-an-existing-vpc',
  aliases: ['sep-existing-vpc'],
  title: 'The VPC of a Starburst cluster was not made together with the cluster',
  severity: 'informational',
  profile: 'sep',
  resourceType: 'vpc',
  why: 'Starburst advises to create the cluster in an existing VPC: one that eksctl made with the cluster is deleted with it, and has the blocks of eksctl’s choice, which may overlap those of the networks where the data is.',
  how: 'Looks for the tag that eksctl sets on a VPC which it makes for a cluster, with the name of this cluster.',
  fix: 'Nothing has to be done now; create the next cluster in a VPC that outlives it.',
  references: [
    'https://docs.starburst.io/latest/k8s/requirements.html',
    'https://docs.aws.amazon.com/eks/latest/eksctl/vpc-configuration.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    madeWithCluster: (e: { vpc: string; cluster: string; tag: string }) =>
      `eksctl made ${e.vpc} together with ${e.cluster} (tag ${e.tag}), and deletes it with it.`,
  },

  subjects: ({ account, cluster }) => [account.vpcs.find(cluster.vpcId)].filter((vpc) => vpc !== undefined),

  *evaluate({ id, tags }, { view: { name }, violation }) {
    if (tags[madeBy] !== name) return undefined;
    yield violation(
      'madeWithCluster',
      { vpc: id, cluster: name, tag: madeBy },
      { fix: { text: 'Create the next cluster in a VPC that is kept apart from it.' } },
    );
    return undefined;
  },
});
