import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import { AddressSet, coversEveryIpv4Address } from '../../model/address-set.ts';
import { isPublicOnly } from '../../model/api-endpoint.ts';
import { type EgressAddress, egressAddresses } from '../../model/egress-addresses.ts';
import { workloadSubnets } from '../../model/isolation.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const publicAccessCidrsAdmitTheNodes = defineRule({
  code: 'D3',
  name: 'public-access-cidrs-admit-the-nodes',
  aliases: ['public-only-cidrs-cover-node-egress'],
  title: 'A restricted public API endpoint admits the addresses from which the nodes come',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'While the private endpoint is off, nodes and Fargate pods reach the API server over the internet, from the addresses of their NAT gateways. If publicAccessCidrs lacks one of them, nodes behind it do not join (NodeCreationFailure).',
  how: 'Collects the public addresses of every NAT gateway and NAT instance on the way of the node and Fargate subnets, and of the nodes behind an internet gateway. Each must lie in publicAccessCidrs. Addresses that change by themselves are of low severity. What leaves through a transit gateway or an appliance cannot be told.',
  fix: 'Add the missing addresses to publicAccessCidrs, or turn on the private endpoint.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html'],

  parameters: z.strictObject({}),

  messages: {
    missing: (e: { cluster: string; address: string; holder: string; subnets: readonly string[] }) =>
      `Nodes in ${e.subnets.join(', ')} come from ${e.address} (${e.holder}), which publicAccessCidrs of ${e.cluster} does not admit, and the private endpoint is off (NodeCreationFailure).`,
    changing: (e: { cluster: string; address: string; holder: string; why: string; subnets: readonly string[] }) =>
      `Nodes in ${e.subnets.join(', ')} come from ${e.address} (${e.holder}), which publicAccessCidrs of ${e.cluster} admits today; ${e.why}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, notApplicable, each, aws }) {
    if (!isPublicOnly(view)) return notApplicable('Nodes reach the API server through its private endpoint.');
    const admitted = AddressSet.of(...cluster.publicAccessCidrs);
    if (admitted.isEmpty || coversEveryIpv4Address(admitted))
      return notApplicable('The public endpoint admits every address.');

    const found = new Map<string, { egress: EgressAddress; subnets: string[] }>();
    yield* each(workloadSubnets(view), (subnet) => {
      for (const egress of egressAddresses(view, subnet)) {
        const seen = found.get(egress.address);
        if (seen) seen.subnets.push(subnet.id);
        else found.set(egress.address, { egress, subnets: [subnet.id] });
      }
      return [];
    });
    const addresses = [...found.values()];
    const lacking = addresses.filter(({ egress }) => !egress.unsure && !admitted.covers(`${egress.address}/32`));
    const missing = lacking.map(({ egress }) => egress.address);
    yield* each(addresses, function* ({ egress: { address, holder, changes, unsure }, subnets }) {
      const isAdmitted = admitted.covers(`${address}/32`);
      const isFleeting = changes !== undefined && isAdmittedAlone(cluster.publicAccessCidrs, address);
      if (isAdmitted && !isFleeting) return;
      if (unsure) throw unsure;
      const facts = { cluster: view.name, address, holder, subnets, publicAccessCidrs: cluster.publicAccessCidrs };
      const cause = { kind: 'public-access-cidrs', resource: view.name };
      if (!isAdmitted) yield violation('missing', facts, { cause, fix: addFix(view, missing, aws) });
      else if (changes !== undefined) {
        const fix = { text: 'Turn on the private endpoint, or admit a block that all future addresses come from.' };
        yield violation('changing', { ...facts, why: changes }, { severity: 'low', cause, fix });
      }
    });
    return undefined;
  },
});

/** Whether only a block of this single address admits it, not a pool. */
const isAdmittedAlone = (cidrs: readonly string[], address: string): boolean =>
  cidrs.filter((cidr) => AddressSet.of(cidr).covers(`${address}/32`)).every((cidr) => AddressSet.of(cidr).size === 1n);

function addFix({ name, cluster }: ClusterView, missing: readonly string[], aws: AwsCommand): Fix {
  const cidrs = [...cluster.publicAccessCidrs, ...missing.map((address) => `${address}/32`)];
  return {
    text: `Admit ${missing.join(', ')}, or turn on the private endpoint.`,
    command: aws`eks update-cluster-config --name ${name} --resources-vpc-config ${`publicAccessCidrs=${cidrs.join(',')}`}`,
  };
}
