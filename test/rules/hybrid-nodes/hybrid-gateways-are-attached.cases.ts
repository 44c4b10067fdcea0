import { hybridGatewaysAreAttached } from '../../../shared/rules/hybrid-nodes/hybrid-gateways-are-attached.ts';
import { aHybridSnapshot, local, nodesByTransit, podsByTransit } from '../../support/hybrid-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const notReady = (gateway: string, fault: string) =>
  `${gateway}, to which the subnets of demo send remote networks, carries no traffic: ${fault}.`;
const attachment = (state: string) =>
  aHybridSnapshot({ transitGatewayVpcAttachments: { 'tgw-attach-main': { state } } });

const byVpn = {
  routes: [local, route('10.80.0.0/16', 'vpn-gateway', 'vgw-main'), route('10.85.0.0/16', 'vpn-gateway', 'vgw-main')],
};
const throughVpn = (vpnGateway: object) =>
  aHybridSnapshot({
    routeTables: { 'rtb-a': byVpn, 'rtb-b': byVpn },
    vpnGateways: { 'vgw-main': vpnGateway },
  });

const lost = {
  routes: [
    local,
    { ...nodesByTransit, state: 'blackhole' as const },
    { ...podsByTransit, state: 'blackhole' as const },
  ],
};
const byInterface = { routes: [local, route('10.80.0.0/15', 'network-interface', 'eni-vpn')] };

export default {
  rule: hybridGatewaysAreAttached,
  cases: [
    {
      name: 'the transit gateway is attached',
      given: aHybridSnapshot(),
      expect: 'compliant',
      notes: ['Route tables of transit gateways, BGP and the state of VPN tunnels are not visible here.'],
    },
    {
      name: 'nobody accepted the attachment yet',
      given: attachment('pendingAcceptance'),
      expect: [notReady('tgw-main', 'its attachment tgw-attach-main to vpc-main is pendingAcceptance')],
      severity: 'critical',
    },
    {
      name: 'the attachment failed',
      given: attachment('failed'),
      expect: [notReady('tgw-main', 'its attachment tgw-attach-main to vpc-main is failed')],
    },
    {
      name: 'the attachment is being modified',
      given: attachment('modifying'),
      expect: 'compliant',
      notes: ['The attachment of tgw-main is being modified.'],
    },
    {
      name: 'a deleted attachment is still listed beside the one that works',
      given: aHybridSnapshot({
        transitGatewayVpcAttachments: { 'tgw-attach-main': { state: 'deleted' }, 'tgw-attach-new': {} },
      }),
      expect: 'compliant',
    },
    {
      name: 'an attachment of another VPC does not count, and routes say that there is one of this',
      given: aHybridSnapshot({ transitGatewayVpcAttachments: { 'tgw-attach-main': { vpcId: 'vpc-other' } } }),
      expect: 'indeterminate',
    },
    {
      name: 'the attachment was deleted, and the routes lead nowhere',
      given: aHybridSnapshot({
        routeTables: { 'rtb-a': lost, 'rtb-b': lost },
        transitGatewayVpcAttachments: { 'tgw-attach-main': null },
      }),
      expect: [notReady('tgw-main', 'it has no attachment to vpc-main')],
    },
    {
      name: 'the same in a VPC of another account',
      given: aHybridSnapshot({
        vpcs: { 'vpc-main': { ownerId: '123456789012' } },
        routeTables: { 'rtb-a': lost, 'rtb-b': lost },
        transitGatewayVpcAttachments: { 'tgw-attach-main': null },
      }),
      expect: 'indeterminate',
    },
    { name: 'a virtual private gateway that is attached', given: throughVpn({}), expect: 'compliant' },
    {
      name: 'a virtual private gateway that is available and attached to nothing',
      given: throughVpn({ attachments: [] }),
      expect: [notReady('vgw-main', 'its attachment to vpc-main is detached')],
    },
    {
      name: 'a virtual private gateway that is attached to another VPC',
      given: throughVpn({ attachments: [{ vpcId: 'vpc-other', state: 'attached' }] }),
      expect: [notReady('vgw-main', 'its attachment to vpc-main is detached')],
    },
    {
      name: 'a virtual private gateway that is still being attached',
      given: throughVpn({ attachments: [{ vpcId: 'vpc-main', state: 'attaching' }] }),
      expect: [notReady('vgw-main', 'its attachment to vpc-main is attaching')],
    },
    {
      name: 'a virtual private gateway that is being deleted, although its attachment says attached',
      given: throughVpn({ state: 'deleting' }),
      expect: [notReady('vgw-main', 'it is deleting')],
    },
    {
      name: 'only an appliance leads on premises',
      given: aHybridSnapshot({
        cluster: { remotePodCidrs: [] },
        routeTables: { 'rtb-a': byInterface, 'rtb-b': byInterface },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'no routes at all are another rule’s business',
      given: aHybridSnapshot({ routeTables: { 'rtb-a': { routes: [local] }, 'rtb-b': { routes: [local] } } }),
      expect: 'not-applicable',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the attachments of a shared VPC are hidden',
      given: hiddenIn(aHybridSnapshot(), 'transitGatewayVpcAttachments', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'route tables could not be read',
      given: without(aHybridSnapshot(), 'routeTables'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
