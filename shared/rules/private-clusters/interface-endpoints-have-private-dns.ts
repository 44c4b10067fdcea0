import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isAvailable, isInterfaceEndpoint, privateDnsFault } from '../../model/endpoint-faults.ts';
import { endpointsInScope, needFor, servedInstead } from '../../model/endpoint-scope.ts';
import { isolatedSubnets } from '../../model/isolation.ts';

export const interfaceEndpointsHavePrivateDns = defineRule({
  code: 'E3',
  name: 'interface-endpoints-have-private-dns',
  aliases: ['vpc-endpoint-private-dns'],
  title: 'Interface endpoints that isolated nodes need have private DNS',
  severity: 'high',
  profile: 'private',
  resourceType: 'endpoint',
  why: 'Nodes and pods call a service by its usual name. Without private DNS that name keeps resolving to public addresses, which isolated nodes cannot reach, although the endpoint is there.',
  how: 'Each available interface endpoint for a service that isolated nodes and pods need has to have private DNS on, not for inbound resolvers only, and its VPC both DNS attributes. Another endpoint that the name leads to, a gateway endpoint for S3 or a declared central endpoint will do instead. ECR is high, other services are medium.',
  fix: 'Turn on private DNS of the endpoint, and both DNS attributes of the VPC.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    privateDnsOff: (e: { service: string; fault: string }) =>
      `${e.service} does not resolve to its endpoint for isolated nodes: ${e.fault}.`,
    vpcDnsOff: (e: { service: string; fault: string; endpoint: string }) =>
      `${e.service} does not resolve to ${e.endpoint} although its private DNS is on: ${e.fault}.`,
  },

  subjects: endpointsInScope,

  *evaluate(endpoint, { view, violation, notApplicable, each, aws }) {
    if (!isInterfaceEndpoint(endpoint)) return notApplicable('Only interface endpoints have private DNS.');
    yield* each(isolatedSubnets(view), () => []);
    const need = needFor(view, endpoint);
    if (!need) return notApplicable('Isolated nodes and pods of the cluster do not need it.');
    if (!isAvailable(endpoint)) return notApplicable(`It is ${endpoint.state}.`);

    const fault = privateDnsFault(view.account, endpoint);
    if (!fault) return;
    const vpcDnsOff = fault.cause.kind === 'vpc-dns';
    const instead = vpcDnsOff ? undefined : servedInstead(view, endpoint, need);
    if (instead) return notApplicable(`${instead.id} serves ${need.serviceName} in this VPC.`);
    yield violation(
      vpcDnsOff ? 'vpcDnsOff' : 'privateDnsOff',
      { endpoint: endpoint.id, service: need.serviceName, vpc: endpoint.vpcId, fault: fault.why },
      {
        severity: need.service.startsWith('ecr.') ? 'high' : 'medium',
        cause: fault.cause,
        fix: fixFrom(aws, fault.remedy),
      },
    );
  },
});
