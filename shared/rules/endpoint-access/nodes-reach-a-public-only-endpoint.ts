import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isPublicOnly } from '../../model/api-endpoint.ts';
import { assumedTransit, egress4, egressFacts, internetAccess } from '../../model/egress.ts';
import { egressRemedy } from '../../model/egress-remedies.ts';
import { blockedWayOut } from '../../model/path/blocked-path.ts';
import { assignAddressesRemedy, publicAddressesInUse, withoutPublicAddress } from '../../model/public-addresses.ts';
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

    const egress = egress4(account, subnet);
    const facts = { subnet: subnet.id, ...egressFacts(egress) };
    const wayOut = () => blockedWayOut(view, subnet.id, 'api');
    switch (internetAccess(egress)) {
      case 'open':
        return undefined;
      case 'unverified':
        yield note(assumedTransit(egress, parameters.trustTransitEgress));
        return undefined;
      case 'none':
        yield violation(
          'noWay',
          { ...facts, ...wayOut() },
          {
            cause: egress.fault ?? { kind: 'egress', resource: subnet.id },
            fix: fixFrom(aws, egressRemedy(account, subnet, egress)),
          },
        );
        return undefined;
      case 'with-public-address': {
        const who = withoutPublicAddress(view, subnet);
        if (who.length === 0) return undefined;
        yield violation(
          'noPublicAddress',
          { ...facts, who, publicAddressesInUse: publicAddressesInUse(view, subnet), ...wayOut() },
          {
            cause: { kind: 'subnet-public-addresses', resource: subnet.id },
            fix: fixFrom(aws, assignAddressesRemedy(view, subnet)),
          },
        );
        return undefined;
      }
    }
  },
});
