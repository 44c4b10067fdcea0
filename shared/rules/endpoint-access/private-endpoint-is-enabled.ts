import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { isPublicOnly } from '../../model/api-endpoint.ts';

export const privateEndpointIsEnabled = defineRule({
  code: 'D5',
  name: 'private-endpoint-is-enabled',
  aliases: ['private-endpoint-enabled'],
  title: 'The private API endpoint is on',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'With it, nodes reach the API server within the VPC: no NAT gateway or internet link can cut them off, and the public endpoint can be closed.',
  how: 'Private access must be on. Clusters with hybrid nodes may use the public endpoint alone by design (F12).',
  fix: 'Enable private access to the API endpoint.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    off: (e: { cluster: string }) =>
      `Private access to the API endpoint of ${e.cluster} is off: nodes leave the VPC to reach the API server at port 443.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, notApplicable, aws }) {
    if (!isPublicOnly(view)) return undefined;
    if (cluster.remoteNodeCidrs.length + cluster.remotePodCidrs.length > 0) {
      return notApplicable('Hybrid nodes may use the public endpoint alone; F12 judges that.');
    }
    yield violation(
      'off',
      { cluster: view.name, endpointPrivateAccess: false },
      {
        cause: { kind: 'private-endpoint-off', resource: view.name },
        fix: {
          text: 'Enable private access to the API endpoint; public access may stay on.',
          command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${'endpointPrivateAccess=true'}`,
        },
      },
    );
    return undefined;
  },
});
