import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { parseCidr, usableAddresses } from '../../model/cidr.ts';
import { hostsWorkloads, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import type { Subnet } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { steadyMinutes } from '../headroom.ts';

export const subnetsHaveAddressesToSpare = defineRule({
  code: 'B16',
  name: 'subnets-have-addresses-to-spare',
  aliases: ['subnet-utilisation'],
  title: 'Each subnet of the cluster has a share of its addresses left',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A subnet that is nearly full is the next to run out: addresses should be reliably available at all times, not only as long as nothing grows.',
  how: 'Compares the addresses in use with those that the subnet’s block has, AWS’s own five in each subnet left aside. A /28 that only the control plane uses is left out: it is meant to be small.',
  fix: 'Release addresses, add a larger subnet in the same zone, or add a secondary block such as 100.64.0.0/16 for pods.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html',
  ],
  steadyMinutes,

  parameters: z.strictObject({
    maxPct: z
      .number()
      .min(0)
      .max(100)
      .default(80)
      .describe('Largest share of a subnet’s addresses in use, in per cent.'),
  }),

  messages: {
    nearlyFull: (e: { subnet: string; usedPct: number; used: number; usable: number; maxPct: number }) =>
      `${e.usedPct} % of ${e.subnet} is in use (${e.used} of ${e.usable} addresses), more than ${e.maxPct} %.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters: { maxPct }, violation, notApplicable }) {
    const { cidr, freeIpv4Addresses: freeAddresses } = subnet;
    const usable = usableAddresses(cidr);
    const used = usable - freeAddresses;
    const isFull = used * 100 > maxPct * usable;
    if (isSmallestSize(cidr) && isForControlPlaneOnly(view, subnet))
      return notApplicable('The subnet is a /28 for the control plane alone.');
    if (!isFull) return undefined;
    const usedPct = Math.round((1000 * used) / usable) / 10;
    const text = `Release addresses in ${subnet.id}, or add a larger subnet in ${subnet.zoneId}.`;
    yield violation(
      'nearlyFull',
      { subnet: subnet.id, cidr, freeAddresses, usable, used, usedPct, maxPct },
      { cause: { kind: 'subnet-full', resource: subnet.id }, fix: { text } },
    );
    return undefined;
  },
});

const isSmallestSize = (cidr: string): boolean => parseCidr(cidr).prefixLength === 28;

const isForControlPlaneOnly = (view: ClusterView, subnet: Subnet): boolean =>
  isClusterSubnet(view, subnet) && !hostsWorkloads(view, subnet);
