import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isPublicOnly } from '../../model/api-endpoint.ts';
import { connections } from '../../model/connected-networks.ts';
import { possibleEntries, refusedClients } from '../../model/private-access.ts';
import { closedPortCause, openRemedy } from '../../model/remote-access.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';
import { clusterSubnets } from '../../model/subnet-use.ts';
import { observedOf } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const privateEndpointIsReachable = defineRule({
  code: 'D4',
  name: 'private-endpoint-is-reachable',
  aliases: ['private-only-reachable'],
  title: 'People can reach an API endpoint that is private only',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'Without public access, kubectl and pipelines work only inside the VPC and from networks connected to it. Otherwise nobody can use the cluster (dial tcp …:443: i/o timeout), although its nodes are well. The endpoint’s name resolves to its private addresses everywhere, so no resolver is needed.',
  how: 'Some route table of a cluster subnet must have an active route to an attached transit gateway or virtual private gateway, an active peering connection or a core network, or people work inside the VPC (adminAccess: bastion or ssm). The security groups on the control plane’s interfaces must admit port 443 from adminCidrs. An instance with a public address, or an EC2 Instance Connect Endpoint, may be a way in that only its owner knows of.',
  fix: 'Connect the networks of those who use the cluster, declare how they get in, and admit port 443 from there.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    noWay: (e: { cluster: string; routeTables: readonly string[]; adminAccess: string }) =>
      `The API endpoint of ${e.cluster} is private only, and ${e.routeTables.join(', ')} of its subnets lead to no other network${
        e.adminAccess === 'not declared' ? '' : ` (adminAccess: ${e.adminAccess})`
      }: nobody outside the VPC can use the cluster (dial tcp …:443: i/o timeout).`,
    refused: (e: { securityGroups: readonly string[]; refused: readonly string[] }) =>
      `${e.securityGroups.join(', ')} does not admit tcp 443 from ${e.refused.join(', ')} → control plane, where people use the private API endpoint (dial tcp …:443: i/o timeout).`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, note, notApplicable, each, aws }) {
    if (isPublicOnly(view) || cluster.endpointPublicAccess) {
      return notApplicable('People can use the public API endpoint.');
    }
    const { adminAccess, adminCidrs } = view.declared;
    const found = connections(view);
    const [way] = observedOf(found);
    const inside = adminAccess === 'bastion' || adminAccess === 'ssm';
    if (!way && !inside) {
      for (const each of found) if (each instanceof NotObserved) throw each;
      const [entry] = adminAccess === undefined ? possibleEntries(view) : [];
      if (entry) throw mayBeAWayIn(view.name, entry.id);
      const routeTables = clusterSubnets(view).map((subnet) => effectiveRouteTableName(view.account, subnet));
      yield violation(
        'noWay',
        {
          cluster: view.name,
          routeTables: [...new Set(routeTables)],
          adminAccess: adminAccess ?? 'not declared',
          vpc: cluster.vpcId,
        },
        {
          cause: { kind: 'private-access', resource: view.name },
          fix: {
            text: `Attach ${cluster.vpcId} to a transit gateway or VPN and route to it from the cluster subnets, or declare adminAccess (bastion, ssm) if people work inside the VPC.`,
          },
        },
      );
      return undefined;
    }
    if (adminAccess === 'ssm' && adminCidrs === undefined) {
      yield note(
        'People use the private API endpoint through Systems Manager, from inside the VPC (adminAccess: ssm).',
      );
      return undefined;
    }

    const { refused, securityGroupIds, openedBy, unknown } = refusedClients(view, view.declaration('adminCidrs'));
    if (refused.length > 0) {
      const ways = way ? [`${way.routeTable} sends ${way.destination} to ${way.gateway}`] : [];
      yield violation(
        'refused',
        { securityGroups: securityGroupIds, refused, openedBy, ways },
        {
          cause: closedPortCause(view, 'in', 443),
          fix: fixFrom(aws, openRemedy(view, 'in', 443, refused)),
        },
      );
    }
    yield* each(unknown, () => []);
    return undefined;
  },
});

function mayBeAWayIn(cluster: string, eni: string): NotObserved {
  const reason = `people may get into the VPC through ${eni}; declare adminAccess for this cluster in plumbline.yaml`;
  return new NotObserved('adminAccess', cluster, { observed: false, kind: 'undeclared', reason });
}
