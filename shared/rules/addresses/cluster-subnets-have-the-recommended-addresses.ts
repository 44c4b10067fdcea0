import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { usableAddresses } from '../../model/cidr.ts';
import { ipv4AddressesOf } from '../../model/control-plane.ts';
import { clustersSharing, interfacesOfEksIn } from '../../model/control-plane-room.ts';
import { isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { steadyMinutes } from '../headroom.ts';
import { moveClusterSubnetFix } from '../move-cluster-subnet.ts';

export const clusterSubnetsHaveTheRecommendedAddresses = defineRule({
  code: 'B5',
  name: 'cluster-subnets-have-the-recommended-addresses',
  aliases: ['cluster-subnet-recommended-ips'],
  title: 'Each cluster subnet has the sixteen addresses that AWS recommends for EKS',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'With the six addresses that EKS needs at least, one more interface of anything else in the subnet keeps the control plane from being updated.',
  how: 'Adds up free addresses and those that control-plane interfaces hold in the subnet. AWS recommends 16 and calls that a /28, of which 11 can be used: so many are enough in a /28. Clusters that share the subnet are recommended 16 each.',
  fix: 'Release addresses in the subnet, or move the cluster to subnets of the same zones that nothing else uses.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
  ],
  steadyMinutes,

  parameters: z.strictObject({
    recommended: z
      .int()
      .min(1)
      .default(16)
      .describe('Addresses recommended for EKS in each cluster subnet, per cluster.'),
  }),

  messages: {
    tooFew: (e: {
      subnet: string;
      freeAddresses: number;
      heldByEks: number;
      clusters: readonly string[];
      required: number;
    }) =>
      `${e.subnet} has ${e.freeAddresses} free addresses and ${e.heldByEks} held by EKS interfaces; AWS recommends ${e.required}${
        e.clusters.length > 1 ? ` for the ${e.clusters.length} clusters that share it` : ''
      }.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters: { recommended }, violation, notApplicable, aws }) {
    if (!isClusterSubnet(view, subnet)) return notApplicable('EKS places no control-plane interfaces in this subnet.');

    const sharing = clustersSharing(view, subnet);
    const freeAddresses = subnet.freeIpv4Addresses;
    if (freeAddresses >= recommended * sharing.length) return undefined;

    const required = Math.min(recommended * sharing.length, usableAddresses(subnet.cidr));
    const interfaces = interfacesOfEksIn(sharing, subnet);
    const heldByEks = interfaces.reduce((sum, eni) => sum + ipv4AddressesOf(eni), 0);
    if (freeAddresses + heldByEks >= required) return undefined;
    yield violation(
      'tooFew',
      {
        subnet: subnet.id,
        cidr: subnet.cidr,
        freeAddresses,
        heldByEks,
        required,
        clusters: sharing.map(({ name }) => name),
        eksInterfaces: interfaces.map(({ id }) => id),
      },
      {
        cause: { kind: 'subnet-full', resource: subnet.id },
        fix: moveClusterSubnetFix(view, subnet, required, aws),
      },
    );
    return undefined;
  },
});
