import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { AddressSet } from '../../model/address-set.ts';
import { callersThrough, type EndpointCallers } from '../../model/endpoint-callers.ts';
import { endpointGroupWords, groupFaultFor, isAvailable, isInterfaceEndpoint } from '../../model/endpoint-faults.ts';
import { endpointsInScope, needFor } from '../../model/endpoint-scope.ts';
import { type EndpointNeed, nodeReachesEndpointPort } from '../../model/endpoints.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { Subnet, VpcEndpoint } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const interfaceEndpointsAdmitNodes = defineRule({
  code: 'E4',
  name: 'interface-endpoints-admit-nodes',
  aliases: ['vpc-endpoint-sg-allows-nodes'],
  title: 'Security groups of interface endpoints admit the nodes and pods that call them at port 443',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'endpoint',
  why: 'An endpoint that drops what nodes send to it is worse than none: private DNS leads every call of the VPC to it, those of nodes with a NAT gateway too, and they end in dial tcp …:443: i/o timeout. The default security group, which an endpoint gets when none is named, only admits itself.',
  how: 'For each available interface endpoint for a service that nodes and pods need, its security groups together have to admit tcp 443 from every node and Fargate subnet, by its whole address block or by a security group that the nodes carry. Without private DNS, or where nodes do not ask Amazon’s resolver, only isolated subnets count, which have no other way. Pods that the VPC CNI puts into other subnets count as well; optional services for isolated subnets only.',
  fix: 'Admit tcp 443 from the node and pod subnets in a security group of the endpoint.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    refused: (e: { endpoint: string; groups: string; refused: readonly string[]; whoCalls: string }) =>
      `${e.groups} of ${e.endpoint} does not admit tcp 443 from ${e.refused.join(', ')}, ${e.whoCalls} (i/o timeout).`,
  },

  subjects: endpointsInScope,

  *evaluate(endpoint, { view, violation, notApplicable, each, aws }) {
    if (!isInterfaceEndpoint(endpoint)) return notApplicable('Only interface endpoints have security groups.');
    if (!isAvailable(endpoint)) return notApplicable(`It is ${endpoint.state}.`);
    const callers = callersThrough(view, endpoint);
    yield* each(callers.subnets, () => []);
    const certain = observedOf(callers.subnets);
    const possible = callers.perhaps?.subnets ?? [];
    const need = attempt(() => needFor(view, endpoint, [...certain, ...possible]));
    if (need === undefined) return notApplicable('Nodes and pods of the cluster do not call its service through it.');

    const answers = certain.map((subnet) => attempt(() => refusedFrom(view, endpoint, subnet, need, callers)));
    const found = observedOf(answers).filter(({ blocks }) => blocks.length > 0);
    const others = possible.map((subnet) => attempt(() => refusedFrom(view, endpoint, subnet, need, callers)));
    const harmless = others.every((answer) => !(answer instanceof NotObserved) && answer.blocks.length === 0);
    if (need instanceof NotObserved) {
      if (found.length > 0 || !harmless || !isUndeclared(need)) throw need;
    } else if (found.length > 0) {
      const refused = AddressSet.of(...found.flatMap(({ blocks }) => blocks)).toCidrs();
      const { cause, remedy } = groupFaultFor(endpoint, refused);
      const whoCalls = found.some(({ subnet }) => callers.routed.has(subnet))
        ? `and its private DNS answers for all of ${endpoint.vpcId}: nodes and pods there call ${need.serviceName} through it, whatever way to the internet they have`
        : `where isolated nodes or pods call ${need.serviceName}`;
      const facts = { endpoint: endpoint.id, service: need.serviceName, groups: endpointGroupWords(endpoint) };
      const subnets = found.map(({ subnet }) => subnet.id);
      yield violation('refused', { ...facts, refused, whoCalls, subnets }, { cause, fix: fixFrom(aws, remedy) });
    }
    if (callers.perhaps && !(harmless && isUndeclared(callers.perhaps.unknown))) throw callers.perhaps.unknown;
    yield* each(
      answers.filter((answer) => answer instanceof NotObserved),
      () => [],
    );
    return undefined;
  },
});

const isUndeclared = ({ missing }: NotObserved): boolean => missing.kind === 'undeclared';

/** Optional services are not called for sure where there is another way. */
function refusedFrom(
  view: ClusterView,
  endpoint: VpcEndpoint,
  subnet: Subnet,
  need: EndpointNeed | NotObserved,
  { routed, perhaps }: EndpointCallers,
) {
  const hasAnotherWay = routed.has(subnet) || (perhaps?.subnets ?? []).includes(subnet);
  const isOptional = !(need instanceof NotObserved) && need.importance === 'optional';
  const blocks =
    hasAnotherWay && isOptional ? [] : nodeReachesEndpointPort(view, endpoint, subnet, hasAnotherWay).refused;
  return { subnet, blocks };
}
