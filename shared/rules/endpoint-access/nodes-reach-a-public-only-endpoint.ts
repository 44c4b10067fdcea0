import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isPublicOnly } from '../../model/api-endpoint.ts';
import { assumedTransit, egress4, egressFacts } from '../../model/egress.ts';
import { egressRemedy } from '../../model/egress-remedies.ts';
import { wayOut } from '../../model/path/way-out.ts';
import { publicAddressesInUse, publicAddressFault, withoutPublicAddress } from '../../model/public-addresses.ts';
import { hostsWorkloads, scopeSubnets } from '../../model/subnet-use.ts';
import { trustTransitEgress } from '../parameters.ts';

export const nodesReachAPublicOnlyEndpoint = defineRule({
  code: 'D2',
  name: 'nodes-reach-a-public-only-endpoint',
  aliases: ['public-only-endpoint-node-egress'],
  title: 'With only the public API endpoint, every node subnet has a way to the internet',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Without the private endpoint, nodes reach the API server over the internet. Those that cannot do not join (NodeCreationFailure: Instances failed to join the kubernetes cluster) or drop out as NotReady.',
  how: 'Follows the subnet’s default route by longest prefix, through NAT gateways, instances and appliances to their own subnets. Behind an internet gateway, nodes also need a public address of their own (as D6 decides); Fargate pods never have one.',
  fix: 'Turn on the private endpoint, or route the subnet to a NAT gateway in a public subnet.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html',
  ],

  parameters: z.strictObject({ trustTransitEgress }),

  messages: {
    noWay: (e: { subnet: string; reason: string }) =>
      `Nodes in ${e.subnet} cannot reach the public API endpoint at port 443, and the private one is off: ${e.reason} (NodeCreationFailure).`,
    noPublicAddress: (e: { subnet: string; who: readonly string[]; reason: string }) =>
      `The ${e.who.join(' and ')} in ${e.subnet} cannot reach the public API endpoint at port 443, and the private one is off: ${e.reason}, and they get no public address there (NodeCreationFailure).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters, violation, note, notApplicable, aws }) {
    const { account } = view;
    if (!isPublicOnly(view)) return notApplicable('Nodes reach the API server through its private endpoint.');
    if (!hostsWorkloads(view, subnet))
      return notApplicable('No nodes or Fargate pods of the cluster run in this subnet.');

    const { block, assumed, hops } = wayOut(view, subnet.id, 'api', parameters.trustTransitEgress);
    const egress = egress4(account, subnet);
    if (assumed) yield note(assumedTransit(egress, true));
    if (!block) return undefined;
    const facts = { subnet: subnet.id, ...egressFacts(egress) };
    const { cause } = block;
    if (block.kind === 'public-address') {
      const who = withoutPublicAddress(view, subnet);
      const evidence = { ...facts, who, publicAddressesInUse: publicAddressesInUse(view, subnet), hops };
      yield violation('noPublicAddress', evidence, {
        cause,
        fix: fixFrom(aws, publicAddressFault(view, subnet).remedy),
      });
    } else {
      yield violation('noWay', { ...facts, hops }, { cause, fix: fixFrom(aws, egressRemedy(account, subnet, egress)) });
    }
    return undefined;
  },
});
