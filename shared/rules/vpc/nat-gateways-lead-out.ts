import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { egressFacts, internetAccess } from '../../model/egress.ts';
import { egressRemedy } from '../../model/egress-remedies.ts';
import { usedNatGateways } from '../../model/nat-gateways.ts';

export const natGatewaysLeadOut = defineRule({
  code: 'I10',
  name: 'nat-gateways-lead-out',
  aliases: ['nat-gateway-health'],
  title: 'The NAT gateways that nodes use are available and lead to the internet',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'nat-gateway',
  why: 'Behind a NAT gateway that failed, or sits in a subnet without an internet gateway, nodes pull no images and do not join a cluster whose endpoint is public (NodeCreationFailure).',
  how: 'Follows the default routes of node and Fargate subnets to their NAT gateways, and on from there: a public one needs a route to an attached internet gateway in its own subnet (or route table, if it is regional), a private one another way out, such as a transit gateway. One that was deleted leaves a route that leads nowhere: that is I4’s.',
  fix: 'Give the NAT gateway’s subnet a route to an internet gateway, or route the nodes to a NAT gateway that works.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    notAvailable: (e: { natGateway: string; subnets: readonly string[]; state: string }) =>
      `${e.natGateway}, which ${e.subnets.join(', ')} ${e.subnets.length > 1 ? 'use' : 'uses'}, is ${e.state}.`,
    deadEnd: (e: { natGateway: string; subnets: readonly string[]; connectivity: string; reason: string }) =>
      `${e.natGateway} (${e.connectivity}), which ${e.subnets.join(', ')} ${e.subnets.length > 1 ? 'use' : 'uses'}, does not lead to the internet: ${e.reason}.`,
  },

  subjects: usedNatGateways,

  *evaluate({ id, uses }, { view, violation, note, notApplicable, aws }) {
    const broken = uses.find(({ egress }) => internetAccess(egress) === 'none');
    const beyond = uses.find(({ egress }) => internetAccess(egress) === 'unverified');
    if (!broken) {
      if (beyond) yield note(`${beyond.egress.reason}: this account does not show what lies behind it.`);
      return undefined;
    }
    const { subnet, egress } = broken;
    const nat = view.account.natGateways.find(id, { vpcId: subnet.vpcId });
    const subnets = uses.map((use) => use.subnet.id);
    const facts = { natGateway: id, ...egressFacts(egress), subnets };
    const details = {
      cause: egress.fault ?? { kind: 'nat-gateway', resource: id },
      fix: fixFrom(aws, egressRemedy(view.account, subnet, egress)),
    };
    if (!nat) return notApplicable('It no longer exists; what routes to it is judged.');
    if (nat.state !== 'available') yield violation('notAvailable', { ...facts, state: nat.state }, details);
    else {
      const connectivity = nat.connectivityType;
      yield violation('deadEnd', { ...facts, connectivity, reason: (egress.onward ?? egress).reason }, details);
    }
    return undefined;
  },
});
