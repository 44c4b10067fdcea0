import { unread } from '../../../shared/model/snapshot/known.ts';
import { transitGatewaysAreAttachedInEveryZone } from '../../../shared/rules/hybrid-nodes/transit-gateways-are-attached-in-every-zone.ts';
import { aHybridSnapshot, local, nodesByTransit, podsByTransit } from '../../support/hybrid-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aHybridSnapshot>[0]>;

const attachedTo = (subnetIds: string[], patches: Patches = {}) =>
  aHybridSnapshot({
    ...patches,
    transitGatewayVpcAttachments: { 'tgw-attach-main': { subnetIds }, ...patches.transitGatewayVpcAttachments },
  });
const missing = (zone: string, subnets: string, sender = 'control plane') =>
  `tgw-main has no attachment in ${zone}, from where ${subnets} (${sender}) sends it what is for remote networks: nothing of it arrives.`;
const toVpn = { routes: [local, route('10.80.0.0/12', 'vpn-gateway', 'vgw-main')] };

export default {
  rule: transitGatewaysAreAttachedInEveryZone,
  cases: [
    { name: 'an attachment with a subnet in both zones', given: aHybridSnapshot(), expect: { demo: 'compliant' } },
    {
      name: 'other subnets of the same zones will do',
      given: attachedTo(['subnet-public-a', 'subnet-public-b']),
      expect: 'compliant',
    },
    {
      name: 'one of two zones is missing',
      given: attachedTo(['subnet-a']),
      expect: [missing('use1-az2', 'subnet-b')],
      severity: 'high',
      causes: ['transit-gateway-zone tgw-attach-main use1-az2'],
    },
    {
      name: 'two subnets of one zone are one zone',
      given: attachedTo(['subnet-a', 'subnet-public-a']),
      expect: [missing('use1-az2', 'subnet-b')],
    },
    {
      name: 'the missing zone only hosts cloud nodes',
      given: attachedTo(['subnet-a'], { cluster: { subnetIds: ['subnet-a', 'subnet-public-a'] } }),
      expect: [missing('use1-az2', 'subnet-b', 'cloud nodes')],
      severity: 'medium',
    },
    {
      name: 'the subnet of the missing zone sends nothing there',
      given: attachedTo(['subnet-a'], { routeTables: { 'rtb-b': { routes: [local] } } }),
      expect: 'compliant',
    },
    {
      name: 'a default route to the transit gateway sends as well',
      given: attachedTo(['subnet-a'], {
        routeTables: { 'rtb-b': { routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-main')] } },
      }),
      expect: [missing('use1-az2', 'subnet-b')],
    },
    {
      name: 'a Local Zone uses the attachment of its parent zone',
      given: attachedTo(['subnet-a', 'subnet-b'], {
        cluster: { nodeGroups: { 'demo/edge': { subnetIds: ['subnet-edge'] } } },
        subnets: { 'subnet-edge': { zoneId: 'use1-bos1-az1', zone: 'us-east-1-bos-1a' } },
        routeTables: { 'rtb-main': { routes: [local, nodesByTransit, podsByTransit] } },
      }),
      expect: 'compliant',
    },
    {
      name: 'the attachment does not work at all, which is another rule’s business',
      given: attachedTo(['subnet-a'], { transitGatewayVpcAttachments: { 'tgw-attach-main': { state: 'failed' } } }),
      expect: 'not-applicable',
    },
    {
      name: 'a virtual private gateway serves every zone',
      given: aHybridSnapshot({
        routeTables: { 'rtb-a': toVpn, 'rtb-b': toVpn },
        transitGatewayVpcAttachments: { 'tgw-attach-main': null },
        vpnGateways: { 'vgw-main': {} },
      }),
      expect: 'not-applicable',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the zone of an attached subnet is not known',
      given: attachedTo(['subnet-a', 'subnet-public-b'], {
        subnets: { 'subnet-public-b': { zoneId: unread('not supplied') } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'no attachment is visible, and routes say that there is one',
      given: aHybridSnapshot({ transitGatewayVpcAttachments: { 'tgw-attach-main': null } }),
      expect: 'indeterminate',
    },
    {
      name: 'attachments of the VPC are hidden',
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
