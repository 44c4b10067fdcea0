import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { closedPortCause, openRemedy, remoteAccess } from '../../model/remote-access.ts';

const port = 443;

export const controlPlaneAdmitsApiClients = defineRule({
  code: 'G10',
  name: 'control-plane-admits-api-clients',
  aliases: ['private-endpoint-client-ingress'],
  title: 'Control-plane interfaces accept port 443 from the networks that are declared to use the private endpoint',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'Whoever calls the private endpoint without carrying the cluster security group needs a rule of its own: people behind a VPN, build servers, other VPCs. Without it kubectl hangs (dial tcp …:443: i/o timeout).',
  how: 'The security groups on the control plane’s interfaces together have to admit tcp 443 from every address of each network that is declared to have API clients (apiClientCidrs). Nodes that carry the cluster security group need no rule for their VPC. Says nothing without a declaration, or without the private endpoint.',
  fix: 'Admit tcp 443 from the missing blocks in the cluster security group.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    refused: (e: { securityGroups: readonly string[]; closed: readonly string[] }) =>
      `${e.securityGroups.join(', ')} does not admit tcp 443 from ${e.closed.join(', ')} → control plane: API clients there time out (dial tcp …:443: i/o timeout).`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate(_group, { view, violation, notApplicable, each, aws }) {
    const networks = view.declared.apiClientCidrs ?? [];
    if (networks.length === 0) return notApplicable('No networks of API clients are declared.');
    if (!view.cluster.endpointPrivateAccess) return notApplicable('The cluster has no private endpoint.');
    const { securityGroupIds, closed, openedBy, unknown } = remoteAccess(view, 'in', port, networks);
    if (closed.length > 0) {
      yield violation(
        'refused',
        { securityGroups: securityGroupIds, closed, openedBy },
        { cause: closedPortCause(view, 'in', port), fix: fixFrom(aws, openRemedy(view, 'in', port, closed)) },
      );
    }
    yield* each(unknown, () => []);
    return undefined;
  },
});
