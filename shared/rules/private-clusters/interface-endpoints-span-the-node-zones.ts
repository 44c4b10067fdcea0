import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isAvailable, isInterfaceEndpoint, privateDnsFault } from '../../model/endpoint-faults.ts';
import { addSubnetsRemedy } from '../../model/endpoint-remedies.ts';
import { endpointsInScope, needFor, servedInstead } from '../../model/endpoint-scope.ts';
import { isolatedSubnets } from '../../model/isolation.ts';
import { localeOf } from '../../model/load-balancer-subnets.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { Subnet, VpcEndpoint } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const interfaceEndpointsSpanTheNodeZones = defineRule({
  code: 'E5',
  name: 'interface-endpoints-span-the-node-zones',
  aliases: ['vpc-endpoint-az-coverage'],
  title: 'Interface endpoints that isolated nodes need are in each zone of those nodes',
  severity: 'medium',
  profile: 'private',
  resourceType: 'endpoint',
  why: 'Nodes in a zone without an interface of the endpoint call it in another zone: that traffic is charged, and when the other zone fails, nodes that are well lose the service (i/o timeout).',
  how: 'For each available interface endpoint for a service that isolated nodes and pods need, compares the Availability Zone ids of its subnets with those of the isolated node and Fargate subnets. Names resolve across zones, so a missing zone is no outage by itself; the subnets themselves need not be the same, because an endpoint takes one subnet a zone. Local Zones and Outposts, which have none, are left out.',
  fix: 'Add a subnet of each missing zone to the endpoint.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  ],

  parameters: z.strictObject({
    strictSubnetMembership: z
      .boolean()
      .default(false)
      .describe('Ask for an interface of the endpoint in each isolated subnet itself.'),
  }),

  messages: {
    zoneMissing: (e: {
      endpoint: string;
      service: string;
      missingZones: readonly string[];
      subnets: readonly string[];
    }) =>
      `${e.endpoint} has no interface in ${e.missingZones.join(', ')}: isolated nodes in ${e.subnets.join(', ')} call ${e.service} in another zone, and lose it when that fails.`,
    subnetMissing: (e: { endpoint: string; service: string; subnets: readonly string[] }) =>
      `${e.endpoint} for ${e.service} has no interface in ${e.subnets.join(', ')}, as strictSubnetMembership asks for.`,
  },

  subjects: endpointsInScope,

  *evaluate(endpoint, { view, parameters, violation, notApplicable, each, aws }) {
    if (!isInterfaceEndpoint(endpoint)) return notApplicable('A gateway endpoint serves every zone.');
    const isolated = isolatedSubnets(view);
    yield* each(isolated, () => []);
    const need = needFor(view, endpoint);
    if (!need) return notApplicable('Isolated nodes and pods of the cluster do not need it.');
    if (!isAvailable(endpoint)) return notApplicable(`It is ${endpoint.state}.`);
    const instead = privateDnsFault(view.account, endpoint) && servedInstead(view, endpoint, need);
    if (instead) return notApplicable(`${instead.id} serves ${need.serviceName} in this VPC.`);

    const zones = zonesOf(view, endpoint);
    const answers = observedOf(isolated).map((subnet) => attempt(() => lacking(view, subnet, zones)));
    const far = observedOf(answers).flatMap((subnet) => subnet ?? []);
    const facts = { endpoint: endpoint.id, service: need.serviceName, zones: [...zones] };
    const cause = { kind: 'endpoint-zones', resource: endpoint.id };
    if (far.length > 0) {
      const missingZones = [...new Set(far.map(({ zoneId }) => zoneId))].sort();
      const fix = fixFrom(aws, addSubnetsRemedy(endpoint, far));
      yield violation('zoneMissing', { ...facts, missingZones, subnets: far.map(({ id }) => id) }, { cause, fix });
    }
    const outside = observedOf(isolated).filter(
      (subnet) => !far.includes(subnet) && !endpoint.subnetIds.includes(subnet.id),
    );
    if (parameters.strictSubnetMembership && outside.length > 0) {
      const ids = outside.map(({ id }) => id);
      const text = `Move the interfaces of ${endpoint.id} to ${ids.join(', ')}, one subnet a zone, or the nodes to the subnets of the endpoint.`;
      yield violation('subnetMissing', { ...facts, subnets: ids }, { cause, fix: { text } });
    }
    yield* each(
      answers.filter((answer) => answer instanceof NotObserved),
      () => [],
    );
    return undefined;
  },
});

/** The ids of the zones in which the endpoint has an interface. */
const zonesOf = ({ account }: ClusterView, { subnetIds, vpcId }: VpcEndpoint): ReadonlySet<string> =>
  new Set(subnetIds.flatMap((id) => account.subnets.find(id, { vpcId })?.zoneId ?? []));

const lacking = ({ account }: ClusterView, subnet: Subnet, zones: ReadonlySet<string>): Subnet | undefined =>
  zones.has(subnet.zoneId) || localeOf(account, subnet) !== 'availability-zone' ? undefined : subnet;
