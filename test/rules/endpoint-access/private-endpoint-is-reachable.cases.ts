import { privateEndpointIsReachable } from '../../../shared/rules/endpoint-access/private-endpoint-is-reachable.ts';
import { anyTraffic, route, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const office = '10.200.0.0/16';
const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const admitting = (...cidrs: string[]): Patches => ({
  securityGroups: {
    'sg-cluster': { ingress: [anyTraffic('sg-cluster'), ...cidrs.map((cidr) => rule('tcp', 443, cidr))] },
  },
});
const routed = (routes: ReturnType<typeof route>[], more: Patches = {}) =>
  aSnapshot({ ...more, routeTables: { 'rtb-a': { routes: [local, ...routes] } } });
const toTransit = route(office, 'transit-gateway', 'tgw-main');
const attached: Patches = { transitGatewayVpcAttachments: { 'tgw-attach-main': {} } };
const peerGroup = { securityGroupId: 'sg-peer', ownerId: '111122223333', peeringStatus: 'active' };
const noWay = (declared = '') =>
  [
    `The API endpoint of demo is private only, and rtb-a, rtb-b of its subnets lead to no other network${declared}: nobody outside the VPC can use the cluster (dial tcp …:443: i/o timeout).`,
  ] as const;
const refused = (blocks: string) =>
  [
    `sg-cluster does not admit tcp 443 from ${blocks} → control plane, where people use the private API endpoint (dial tcp …:443: i/o timeout).`,
  ] as const;

export default {
  rule: privateEndpointIsReachable,
  cases: [
    {
      name: 'local routes and NAT gateways only, and no bastion',
      given: aSnapshot(),
      expect: noWay(),
      severity: 'medium',
    },
    {
      name: 'a VPN is declared, and nothing routes to it',
      given: aSnapshot(),
      declare: { adminAccess: 'vpn', adminCidrs: [office] },
      expect: noWay(' (adminAccess: vpn)'),
    },
    {
      name: 'nobody has access',
      given: aSnapshot(),
      declare: { adminAccess: 'none' },
      expect: noWay(' (adminAccess: none)'),
    },
    {
      name: 'a transit gateway, and the security group admits the office',
      given: routed([toTransit], { ...attached, ...admitting(office) }),
      declare: { adminCidrs: [office] },
      expect: 'compliant',
    },
    {
      name: 'a transit gateway, and the security group does not admit the office',
      given: routed([toTransit], attached),
      declare: { adminCidrs: [office] },
      expect: refused(office),
      causes: ['security-group-port sg-cluster in tcp 443'],
    },
    {
      name: 'half of the office is admitted',
      given: routed([toTransit], { ...attached, ...admitting('10.200.0.0/17') }),
      declare: { adminCidrs: [office] },
      expect: refused('10.200.128.0/17'),
    },
    {
      name: 'a transit gateway, and who uses the cluster is not declared',
      given: routed([toTransit], { ...attached, ...admitting(office) }),
      expect: 'indeterminate',
    },
    {
      name: 'a virtual private gateway by propagation',
      given: routed([route(office, 'vpn-gateway', 'vgw-1', { origin: 'propagated' })], {
        vpnGateways: { 'vgw-1': {} },
        ...admitting(office),
      }),
      declare: { adminCidrs: [office] },
      expect: 'compliant',
    },
    {
      name: 'a virtual private gateway that is being detached',
      given: routed([route(office, 'vpn-gateway', 'vgw-1')], {
        vpnGateways: { 'vgw-1': { attachments: [{ vpcId: 'vpc-main', state: 'detaching' }] } },
      }),
      expect: noWay(),
    },
    {
      name: 'an active peering connection',
      given: routed([route('10.9.0.0/16', 'vpc-peering-connection', 'pcx-1')], {
        vpcPeeringConnections: { 'pcx-1': {} },
        ...admitting('10.9.0.0/16'),
      }),
      declare: { adminCidrs: ['10.9.0.0/16'] },
      expect: 'compliant',
    },
    {
      name: 'a peering connection that was rejected',
      given: routed([route('10.9.0.0/16', 'vpc-peering-connection', 'pcx-1')], {
        vpcPeeringConnections: { 'pcx-1': { status: 'rejected' } },
      }),
      expect: noWay(),
    },
    {
      name: 'a peered VPC whose security groups are named',
      given: routed([route('10.9.0.0/16', 'vpc-peering-connection', 'pcx-1')], {
        vpcPeeringConnections: { 'pcx-1': {} },
        securityGroups: { 'sg-cluster': { ingress: [rule('tcp', 443, 'sg-peer', { peer: peerGroup })] } },
      }),
      declare: { adminCidrs: ['10.9.0.0/16'] },
      expect: 'indeterminate',
    },
    {
      name: 'a core network',
      given: routed(
        [route(office, 'core-network', 'arn:aws:networkmanager::111122223333:core-network/cn-1')],
        admitting(office),
      ),
      declare: { adminCidrs: [office] },
      expect: 'compliant',
    },
    {
      name: 'a blackhole',
      given: routed([route(office, 'transit-gateway', 'tgw-main', { state: 'blackhole' })], attached),
      expect: noWay(),
    },
    {
      name: 'an appliance of one’s own may lead to other networks',
      given: routed([route(office, 'network-interface', 'eni-vpn')]),
      expect: 'indeterminate',
    },
    {
      name: 'a NAT instance leads to no other network',
      given: routed([route('0.0.0.0/0', 'network-interface', 'eni-nat')]),
      expect: noWay(),
    },
    {
      name: 'people use Systems Manager',
      given: aSnapshot(),
      declare: { adminAccess: 'ssm' },
      expect: 'compliant',
      notes: ['People use the private API endpoint through Systems Manager, from inside the VPC (adminAccess: ssm).'],
    },
    {
      name: 'people use a bastion whose address is admitted',
      given: aSnapshot(admitting('10.0.101.7/32')),
      declare: { adminAccess: 'bastion', adminCidrs: ['10.0.101.7/32'] },
      expect: 'compliant',
    },
    {
      name: 'people use a bastion that may carry a group which is admitted',
      given: aSnapshot(),
      declare: { adminAccess: 'bastion', adminCidrs: ['10.0.101.7/32'] },
      expect: 'indeterminate',
    },
    {
      name: 'an instance with a public address may be a bastion',
      given: aSnapshot({
        networkInterfaces: {
          'eni-bastion': {
            subnetId: 'subnet-public-a',
            publicIp: '198.51.100.77',
            attachment: { instanceId: 'i-bastion', instanceOwnerId: '111122223333', deviceIndex: 0 },
          },
        },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'an EC2 Instance Connect Endpoint may be a way in',
      given: aSnapshot({ networkInterfaces: { 'eni-connect': { interfaceType: 'ec2_instance_connect_endpoint' } } }),
      expect: 'indeterminate',
    },
    {
      name: 'public access is on as well',
      given: aSnapshot({ cluster: { endpointPublicAccess: true } }),
      expect: 'not-applicable',
    },
    {
      name: 'public access only',
      given: aSnapshot({ cluster: { endpointPublicAccess: true, endpointPrivateAccess: false } }),
      expect: 'not-applicable',
    },
    {
      name: 'the interfaces of the VPC could not be read',
      given: without(aSnapshot(), 'networkInterfaces'),
      expect: 'indeterminate',
    },
    {
      name: 'the attachment of the transit gateway is another account’s',
      given: routed([toTransit]),
      expect: 'indeterminate',
    },
    {
      name: 'the route tables of a shared VPC are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
