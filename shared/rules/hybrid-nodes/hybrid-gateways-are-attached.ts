import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { attachmentOf, gatewaysToAttach } from '../../model/hybrid-attachments.ts';
import { usedHybridGateways } from '../../model/hybrid-gateways.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const hybridGatewaysAreAttached = defineRule({
  code: 'F6',
  name: 'hybrid-gateways-are-attached',
  aliases: ['hybrid-gateway-attachment'],
  title: 'Transit and virtual private gateways that lead to remote networks are attached to the cluster’s VPC',
  severity: 'critical',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'A route to a gateway carries nothing unless the gateway is attached to the VPC and ready: the control plane and the hybrid nodes lose each other.',
  how: 'Takes the gateways to which the route tables of the cluster’s subnets send remote networks. A transit gateway needs an attachment to the VPC that is available (or modifying), a virtual private gateway has to be available and attached. Route tables of transit gateways, BGP and the state of tunnels are not visible here.',
  fix: 'Attach the gateway to the VPC, or have its owner accept the attachment.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',
    'https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    notReady: (e: { gateway: string; fault: string; cluster: string }) =>
      `${e.gateway}, to which the subnets of ${e.cluster} send remote networks, carries no traffic: ${e.fault}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_cluster, { view, violation, note, notApplicable, each, aws }) {
    const unknown = usedHybridGateways(view).filter((gateway) => gateway instanceof NotObserved);
    const gateways = gatewaysToAttach(view);
    if (gateways.length === 0 && unknown.length === 0) {
      return notApplicable('No route to a remote network leads to a transit gateway or virtual private gateway.');
    }
    yield* each(gateways, function* (gateway) {
      const { state, fault } = attachmentOf(view, gateway);
      if (state === 'modifying') yield note(`The attachment of ${gateway.id} is being modified.`);
      if (!fault) return;
      yield violation(
        'notReady',
        { gateway: gateway.id, state, fault: fault.why, cluster: view.name },
        { cause: { kind: 'hybrid-gateway-attachment', resource: gateway.id }, fix: fixFrom(aws, fault.remedy) },
      );
    });
    if (gateways.length > 0) {
      yield note('Route tables of transit gateways, BGP and the state of VPN tunnels are not visible here.');
    }
    yield* each(unknown, () => []);
    return undefined;
  },
});
