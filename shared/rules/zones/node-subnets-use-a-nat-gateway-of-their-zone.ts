import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { egress4, egressFacts, zonalNatGateways } from '../../model/egress.ts';
import { localNatRemedy } from '../../model/nat-remedies.ts';
import { zonesOf } from '../../model/node-capacity.ts';
import { starburstGroups } from '../../model/starburst-groups.ts';
import { hostsWorkloads, scopeSubnets } from '../../model/subnet-use.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { isAvailabilityZone } from '../../model/zones.ts';

export const nodeSubnetsUseANatGatewayOfTheirZone = defineRule({
  code: 'A8',
  name: 'node-subnets-use-a-nat-gateway-of-their-zone',
  aliases: ['nat-az-locality'],
  title: 'Private node subnets use a NAT gateway in their own Availability Zone',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Traffic to a NAT gateway in another zone is charged, and nodes lose the internet together with a zone in which they do not run.',
  how: 'Follows the default route of each node subnet and compares the Availability Zone id of the NAT gateway’s subnet with its own. A regional NAT gateway is in every zone. Local Zones and Wavelength Zones are left out: most offer no NAT gateways. Under profile `sep` only the zone of Starburst’s groups counts.',
  fix: 'Create a NAT gateway in each zone that has private node subnets, and give each zone a route table of its own.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    otherZone: (e: { subnet: string; zone: string; gateways: readonly string[]; routeTable: string }) =>
      `${e.subnet} in ${e.zone} reaches the internet through ${e.gateways.join(' and ')} (${e.routeTable}): the traffic between zones is charged, and stops with that zone.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, isActive, violation, notApplicable, aws }) {
    const { account } = view;
    if (!hostsWorkloads(view, subnet))
      return notApplicable('No nodes or Fargate pods of the cluster run in this subnet.');
    const egress = egress4(account, subnet);
    if (egress.kind !== 'NAT') return notApplicable('The subnet does not reach the internet through a NAT gateway.');

    const elsewhere = zonalNatGateways(account, egress).filter(({ zoneId }) => zoneId !== subnet.zoneId);
    if (elsewhere.length === 0) return undefined;
    if (!isAvailabilityZone(subnet.zoneId))
      return notApplicable('The subnet lies outside the Availability Zones, where NAT gateways need not be offered.');
    if (isActive('sep') && isOutsideStarburst(view, subnet.zoneId))
      return notApplicable('None of Starburst’s node groups runs in this zone (profile `sep`).');
    yield violation(
      'otherZone',
      {
        subnet: subnet.id,
        zone: subnet.zoneId,
        gateways: elsewhere.map(({ id, zoneId }) => `${id} in ${zoneId}`),
        ...egressFacts(egress),
      },
      {
        cause: { kind: 'nat-zone', resource: egress.routeTableId },
        fix: fixFrom(aws, localNatRemedy(account, subnet, egress)),
      },
    );
    return undefined;
  },
});

function isOutsideStarburst(view: ClusterView, zoneId: string): boolean {
  const { workers, support } = starburstGroups(view);
  const zones = [...workers, ...support].flatMap((group) => zonesOf(view.account, group));
  return zones.length > 0 && !zones.includes(zoneId);
}
