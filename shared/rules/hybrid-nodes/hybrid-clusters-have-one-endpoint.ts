import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { AddressSet } from '../../model/address-set.ts';
import { isPublicOnly } from '../../model/api-endpoint.ts';

export const hybridClustersHaveOneEndpoint = defineRule({
  code: 'F12',
  name: 'hybrid-clusters-have-one-endpoint',
  aliases: ['hybrid-endpoint-mode'],
  title: 'The API endpoint of a cluster with hybrid nodes is either public or private',
  severity: 'medium',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'With both endpoints on, the endpoint’s name resolves to public addresses outside the VPC: hybrid nodes leave the private connection, and fail to join where they have no way to the internet or are not admitted.',
  how: 'Exactly one of public and private access has to be on. With a public endpoint that is restricted, the public addresses from which hybrid nodes call, which have to be declared (onPremPublicCidrs), have to be admitted. Whether the private one can be reached is what the other rules on hybrid nodes say.',
  fix: 'Turn off public access, or private access where hybrid nodes join through the internet.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-create.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    both: (e: { cluster: string }) =>
      `Both endpoints of ${e.cluster} are on: hybrid nodes resolve its API server to public addresses.`,
    notAdmitted: (e: { cluster: string; missing: readonly string[] }) =>
      `The public endpoint of ${e.cluster} does not admit ${e.missing.join(', ')}, from where hybrid nodes call it: they cannot join.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, aws }) {
    if (cluster.endpointPublicAccess && cluster.endpointPrivateAccess) {
      const setting = 'endpointPublicAccess=false,endpointPrivateAccess=true';
      yield violation(
        'both',
        { cluster: view.name },
        {
          cause: { kind: 'both-endpoints', resource: view.name },
          fix: {
            text: 'Turn off public access; the private networks of hybrid nodes have to reach the cluster’s subnets first.',
            command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${setting}`,
          },
        },
      );
      return undefined;
    }
    if (!isPublicOnly(view)) return undefined;

    const admitted = AddressSet.of(...cluster.publicAccessCidrs);
    if (admitted.isEmpty || admitted.covers('0.0.0.0/0')) return undefined;
    const missing = AddressSet.of(...view.declaration('onPremPublicCidrs'))
      .subtract(admitted)
      .toCidrs();
    if (missing.length === 0) return undefined;
    const cidrs = [...admitted.toCidrs(), ...missing].join(',');
    yield violation(
      'notAdmitted',
      { cluster: view.name, missing, publicAccessCidrs: cluster.publicAccessCidrs },
      {
        cause: { kind: 'public-access-cidrs', resource: view.name },
        fix: {
          text: `Admit ${missing.join(', ')} to the public endpoint.`,
          command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${`publicAccessCidrs=${cidrs}`}`,
        },
      },
    );
    return undefined;
  },
});
