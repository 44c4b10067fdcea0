import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { ipv4AddressesOf } from '../../model/control-plane.ts';
import { clustersSharing, interfacesOfEksIn } from '../../model/control-plane-room.ts';
import { isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { steadyMinutes } from '../headroom.ts';
import { moveClusterSubnetFix } from '../move-cluster-subnet.ts';

export const clusterSubnetsHaveAddressesForEks = defineRule({
  code: 'B4',
  name: 'cluster-subnets-have-addresses-for-eks',
  aliases: ['cluster-subnet-required-ips'],
  title: 'Each cluster subnet has the addresses that EKS needs for its own interfaces',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'EKS places control-plane interfaces in any cluster subnet and needs at least six addresses there. With fewer, an upgrade or a change of the cluster fails.',
  how: 'Free addresses and those that the control-plane interfaces of the cluster already hold in the subnet are added up. Clusters that share the subnet need six each.',
  fix: 'Release addresses in the subnet, or move the cluster to larger subnets in the same Availability Zones.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],
  steadyMinutes,

  parameters: z.strictObject({
    required: z
      .int()
      .min(1)
      .default(6)
      .describe('Addresses that EKS must be able to use in each cluster subnet, per cluster.'),
  }),

  messages: {
    tooFew: (e: {
      subnet: string;
      freeAddresses: number;
      heldByEks: number;
      clusters: readonly string[];
      required: number;
    }) =>
      `${e.subnet} has ${e.freeAddresses} free addresses and ${e.heldByEks} held by EKS interfaces; EKS needs ${e.required}${
        e.clusters.length > 1 ? ` for the ${e.clusters.length} clusters that share it` : ''
      }.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters, violation, notApplicable, aws }) {
    if (!isClusterSubnet(view, subnet)) return notApplicable('EKS places no control-plane interfaces in this subnet.');

    const sharing = clustersSharing(view, subnet);
    const freeAddresses = subnet.freeIpv4Addresses;
    const required = parameters.required * sharing.length;
    if (freeAddresses >= required) return undefined;

    const interfaces = interfacesOfEksIn(sharing, subnet);
    const heldByEks = interfaces.reduce((sum, eni) => sum + ipv4AddressesOf(eni), 0);
    if (freeAddresses + heldByEks < required) {
      yield violation(
        'tooFew',
        {
          subnet: subnet.id,
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
    }
    return undefined;
  },
});
