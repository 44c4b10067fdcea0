import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isIsolatedSubnet } from '../../model/egress.ts';
import { gatewayRouteCause, isAvailable, isGatewayEndpoint, isRoutedFrom } from '../../model/endpoint-faults.ts';
import { routeRemedy } from '../../model/endpoint-remedies.ts';
import { endpointsFor, interfaceForS3, isCentralEndpoint } from '../../model/endpoints.ts';
import { effectiveRouteTable, tableName } from '../../model/routes.ts';
import { hostsWorkloads, scopeSubnets } from '../../model/subnet-use.ts';
import { findObserved } from '../../model/view/observing.ts';

export const isolatedSubnetsRouteToTheS3Gateway = defineRule({
  code: 'E6',
  name: 'isolated-subnets-route-to-the-s3-gateway',
  aliases: ['s3-gateway-route'],
  title: 'Every isolated node subnet routes S3 to the gateway endpoint',
  severity: 'high',
  profile: 'private',
  resourceType: 'subnet',
  why: 'ECR keeps the layers of images in S3. A gateway endpoint serves the route tables that it is associated with and no others: nodes of another subnet cannot pull an image (ImagePullBackOff, i/o timeout). A subnet that is moved to a new route table loses it silently.',
  how: 'For each isolated subnet of nodes or Fargate pods, the effective route table has to be associated with an available gateway endpoint for S3. Says nothing where an interface endpoint serves S3 or the VPC has no endpoint for S3 at all.',
  fix: 'Associate the gateway endpoint with the subnet’s route table.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    notRouted: (e: { subnet: string; routeTable: string; endpoint: string }) =>
      `${e.routeTable} of ${e.subnet} does not route S3 to ${e.endpoint}: isolated nodes there cannot pull images (ImagePullBackOff).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable, aws }) {
    const { account } = view;
    if (!hostsWorkloads(view, subnet)) return notApplicable('The cluster runs no nodes or Fargate pods in it.');
    if (!isIsolatedSubnet(view, subnet)) return notApplicable('It has a way to the internet.');
    if (isCentralEndpoint(view, 's3')) return notApplicable('S3 is declared to be reached through another VPC.');

    const endpoints = endpointsFor(account, subnet.vpcId, 's3').filter(isAvailable);
    const named = interfaceForS3(account, subnet.vpcId);
    if (named) return notApplicable(`The name of S3 leads to the interface endpoint ${named.id}.`);
    const gateways = endpoints.filter(isGatewayEndpoint);
    const [gateway] = gateways;
    if (!gateway) return notApplicable('Its VPC has no available gateway endpoint for S3.');

    const { table, main } = effectiveRouteTable(account, subnet);
    if (findObserved(gateways, (endpoint) => isRoutedFrom(endpoint, table))) return;
    yield violation(
      'notRouted',
      {
        subnet: subnet.id,
        routeTable: tableName(table.id, main),
        endpoint: gateway.id,
        associatedRouteTables: gateway.routeTableIds,
      },
      { cause: gatewayRouteCause(gateway, table), fix: fixFrom(aws, routeRemedy(gateway, table)) },
    );
  },
});
