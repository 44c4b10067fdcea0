import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { assumedTransit, egress4, egressFacts, isLost } from '../../model/egress.ts';
import { egressRemedy } from '../../model/egress-remedies.ts';
import { endpointGaps } from '../../model/endpoints.ts';
import { wayOut } from '../../model/path/way-out.ts';
import { publicAddressFault, withoutPublicAddress } from '../../model/public-addresses.ts';
import { hostsWorkloads, scopeSubnets } from '../../model/subnet-use.ts';
import { trustTransitEgress } from '../parameters.ts';

export const nodeSubnetsHaveEgressOrEndpoints = defineRule({
  code: 'D8',
  name: 'node-subnets-have-egress-or-endpoints',
  aliases: ['node-subnet-egress-or-endpoints'],
  title: 'Node subnets have a way to the internet, or the VPC endpoints that nodes need',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A node calls EC2, ECR, S3 and STS before its first pod runs. Without a way to them it does not join (NodeCreationFailure), images are not pulled and pods get no credentials.',
  how: 'Follows the subnet’s default route by longest prefix, through NAT gateways, instances and appliances to their own subnets. Behind an internet gateway nodes need a public address of their own (D6). A subnet without a default route needs every VPC endpoint that E2 asks for; a default route that leads to a lost or failed gateway is a fault in any case.',
  fix: 'Repair the default route, or create the missing VPC endpoints.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
  ],

  parameters: z.strictObject({ trustTransitEgress }),

  messages: {
    lost: (e: { subnet: string; reason: string }) =>
      `Nodes in ${e.subnet} have lost their way to the internet: ${e.reason}.`,
    isolated: (e: { subnet: string; reason: string; missing: readonly string[] }) =>
      `Nodes in ${e.subnet} have no way to the internet, ${e.reason}, and none to ${e.missing.join(', ')} by a VPC endpoint (NodeCreationFailure).`,
    noPublicAddress: (e: { subnet: string; who: readonly string[]; reason: string; missing: readonly string[] }) =>
      `The ${e.who.join(' and ')} in ${e.subnet} have no way to the internet: ${e.reason}, and they get no public address there; nor to ${e.missing.join(', ')} by a VPC endpoint.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters, violation, note, notApplicable, aws }) {
    if (!hostsWorkloads(view, subnet))
      return notApplicable('No nodes or Fargate pods of the cluster run in this subnet.');
    const egress = view.declared.assumeNoEgress === true ? undefined : egress4(view.account, subnet);
    const way = egress && wayOut(view, subnet.id, 'internet', parameters.trustTransitEgress);
    if (egress && way?.assumed) yield note(assumedTransit(egress, true));
    if (way && !way.block) return undefined;

    const told = egress ? egressFacts(egress) : { reason: 'assumeNoEgress is declared' };
    const facts = { subnet: subnet.id, ...told };
    const hops = way ? { hops: way.hops } : {};
    const cause = way?.block?.cause ?? { kind: 'subnet-public-addresses', resource: subnet.id };
    const fix = egress && fixFrom(aws, egressRemedy(view.account, subnet, egress));
    if (egress && fix && isLost(egress)) {
      yield violation('lost', { ...facts, ...hops }, { cause, fix });
      return undefined;
    }
    const who = way?.block?.kind === 'public-address' ? withoutPublicAddress(view, subnet) : undefined;
    const gaps = endpointGaps(view, subnet);
    const [gap] = gaps;
    if (!gap) return undefined;

    const missing = gaps.map(({ need }) => need.serviceName);
    const repair = { cause: gap.fault.cause, fix: fixFrom(aws, gap.fault.remedy) };
    if (who) {
      const assign = fixFrom(aws, publicAddressFault(view, subnet).remedy);
      yield violation('noPublicAddress', { ...facts, who, missing, ...hops }, { cause, fix: assign });
    } else {
      const causes = new Set(gaps.map(({ fault }) => `${fault.cause.kind} ${fault.cause.resource}`));
      const evidence = { ...facts, missing, ...hops };
      yield violation('isolated', evidence, causes.size === 1 || !fix ? repair : { cause, fix });
    }
    return undefined;
  },
});
