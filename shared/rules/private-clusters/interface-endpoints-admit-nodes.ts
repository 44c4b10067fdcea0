import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { AddressSet } from '../../model/address-set.ts';
import { endpointGroupWords, groupFaultFor, isAvailable, isInterfaceEndpoint } from '../../model/endpoint-faults.ts';
import { endpointsInScope, needFor } from '../../model/endpoint-scope.ts';
import { nodeReachesEndpointPort } from '../../model/endpoints.ts';
import { isolatedSubnets } from '../../model/isolation.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const interfaceEndpointsAdmitNodes = defineRule({
  code: 'E4',
  name: 'interface-endpoints-admit-nodes',
  aliases: ['vpc-endpoint-sg-allows-nodes'],
  title: 'Security groups of interface endpoints admit isolated nodes and pods at port 443',
  severity: 'high',
  profile: 'private',
  resourceType: 'endpoint',
  why: 'An endpoint that drops what nodes send to it is as good as none: calls end in dial tcp …:443: i/o timeout. The default security group, which an endpoint gets when none is named, only admits itself.',
  how: 'For each available interface endpoint for a service that isolated nodes and pods need, its security groups together have to admit tcp 443 from every isolated node and Fargate subnet, by its whole address block or by a security group that the nodes carry. Pods that the VPC CNI puts into other isolated subnets count as well.',
  fix: 'Admit tcp 443 from the node and pod subnets in a security group of the endpoint.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    refused: (e: { endpoint: string; service: string; groups: string; refused: readonly string[] }) =>
      `${e.groups} of ${e.endpoint} does not admit tcp 443 from ${e.refused.join(', ')}, where isolated nodes or pods call ${e.service} (i/o timeout).`,
  },

  subjects: endpointsInScope,

  *evaluate(endpoint, { view, violation, notApplicable, each, aws }) {
    if (!isInterfaceEndpoint(endpoint)) return notApplicable('Only interface endpoints have security groups.');
    const subnets = isolatedSubnets(view);
    yield* each(subnets, () => []);
    const need = needFor(view, endpoint);
    if (!need) return notApplicable('Isolated nodes and pods of the cluster do not need it.');
    if (!isAvailable(endpoint)) return notApplicable(`It is ${endpoint.state}.`);

    const answers = observedOf(subnets).map((subnet) => attempt(() => nodeReachesEndpointPort(view, endpoint, subnet)));
    const refused = AddressSet.of(...observedOf(answers).flatMap((answer) => answer.refused)).toCidrs();
    if (refused.length > 0) {
      const { cause, remedy } = groupFaultFor(endpoint, refused);
      yield violation(
        'refused',
        {
          endpoint: endpoint.id,
          service: need.serviceName,
          groups: endpointGroupWords(endpoint),
          refused,
          isolatedSubnets: observedOf(subnets).map(({ id }) => id),
        },
        { cause, fix: fixFrom(aws, remedy) },
      );
    }
    yield* each(
      answers.filter((answer) => answer instanceof NotObserved),
      () => [],
    );
  },
});
