import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { clusterSubnets } from '../../model/subnet-use.ts';
import type { Subnet } from '../../model/view/records.ts';
import { clusterZones } from '../../model/zones.ts';
import { fullSubnetsCause } from '../full-subnets.ts';
import { steadyMinutes } from '../headroom.ts';
import { moveClusterSubnetFix } from '../move-cluster-subnet.ts';
import { clusterZonesCause } from '../too-few-zones.ts';

export const controlPlaneUpdatesHaveAddresses = defineRule({
  code: 'B6',
  name: 'control-plane-updates-have-addresses',
  aliases: ['control-plane-update-ip-headroom'],
  title: 'The control plane can be updated: free addresses in two zones',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'EKS creates new control-plane interfaces before it deletes the old ones, in at least two zones. Without free addresses there, an upgrade is refused with `InsufficientFreeAddressesInSubnet`.',
  how: 'Adds up the free addresses of the cluster’s subnets per Availability Zone and counts the zones with enough. Subnets in Local Zones, in Wavelength Zones and on Outposts do not count: EKS places no interfaces there.',
  fix: 'Release addresses in the cluster’s subnets, or name larger ones of the same zones instead.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
  ],
  steadyMinutes,

  parameters: z.strictObject({
    minFree: z.int().min(1).default(5).describe('Free addresses that an update takes at most.'),
    minAzs: z.int().min(1).default(2).describe('Zones that must have that many.'),
    strictPerSubnet: z
      .boolean()
      .default(false)
      .describe('Ask for them in every cluster subnet, as the user guide does for changes of logging.'),
  }),

  messages: {
    tooFewZones: (e: { cluster: string; zones: readonly string[]; ready: number; required: number; minAzs: number }) =>
      `The control plane of ${e.cluster} cannot be updated now: ${e.ready} of ${e.minAzs} zones that it needs ${
        e.ready === 1 ? 'has' : 'have'
      } ${e.required} free addresses in the cluster’s subnets (${e.zones.join(', ') || 'none exists'}).`,
    tooFewInSubnet: (e: { subnet: string; freeAddresses: number; required: number }) =>
      `${e.subnet} has ${e.freeAddresses} free addresses; a change of the control plane may take ${e.required} in each cluster subnet.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, parameters: { minFree: required, minAzs, strictPerSubnet }, violation, each, aws }) {
    const subnets = clusterSubnets(view);
    const zones = [...clusterZones(view)].map(([zoneId, members]) => ({ zoneId, members, free: freeIn(members) }));
    const short = zones.filter(({ free }) => free < required).sort((a, b) => b.free - a.free);
    const ready = zones.length - short.length;
    if (ready < minAzs) {
      const members = short[0]?.members ?? [];
      const [smallest] = members.toSorted((a, b) => a.freeIpv4Addresses - b.freeIpv4Addresses);
      yield violation(
        'tooFewZones',
        {
          cluster: cluster.id,
          zones: zones.map(
            ({ zoneId, members: own, free }) => `${zoneId} ${free} in ${own.map(({ id }) => id).join(' and ')}`,
          ),
          ready,
          required,
          minAzs,
        },
        smallest
          ? {
              cause: fullSubnetsCause(short.flatMap((zone) => zone.members.map(({ id }) => id))),
              fix: moveClusterSubnetFix(view, smallest, required, aws),
            }
          : {
              cause: clusterZonesCause(view),
              fix: { text: `Add subnets to the cluster until they span ${minAzs} Availability Zones.` },
            },
      );
    }
    if (!strictPerSubnet) return undefined;
    yield* each(subnets, function* (subnet) {
      const { id, freeIpv4Addresses } = subnet;
      if (freeIpv4Addresses >= required) return;
      yield violation(
        'tooFewInSubnet',
        { subnet: id, freeAddresses: freeIpv4Addresses, required },
        {
          resource: { type: 'subnet', id },
          cause: { kind: 'subnet-full', resource: id },
          fix: moveClusterSubnetFix(view, subnet, required, aws),
        },
      );
    });
  },
});

const freeIn = (subnets: readonly Subnet[]): number =>
  subnets.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);
