import { publicAccessCidrsAdmitTheNodes } from '../../../shared/rules/endpoint-access/public-access-cidrs-admit-the-nodes.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const given = (publicAccessCidrs: string[], patches: Patches = {}) =>
  aSnapshot({
    ...patches,
    cluster: { endpointPublicAccess: true, endpointPrivateAccess: false, publicAccessCidrs, ...patches.cluster },
  });
const both = ['198.51.100.10/32', '198.51.100.11/32'];
const aTo = (kind: Parameters<typeof route>[1], id: string): Patches => ({
  routeTables: { 'rtb-a': { routes: [local, route('0.0.0.0/0', kind, id)] } },
});
const missing = (address: string, holder: string, subnet = 'subnet-a') =>
  `Nodes in ${subnet} come from ${address} (${holder}), which publicAccessCidrs of demo does not admit, and the private endpoint is off (NodeCreationFailure).`;
const node = (overrides: object) => ({
  ...aTo('internet-gateway', 'igw-main'),
  networkInterfaces: { 'eni-node-a': { publicIp: '192.0.2.7', ...overrides } },
});
const bastionBeside = (patches: Patches): Patches => ({
  ...patches,
  networkInterfaces: {
    ...patches.networkInterfaces,
    'eni-bastion': { publicIp: '192.0.2.8', attachment: { instanceId: 'i-bastion', deviceIndex: 0 } },
  },
  instances: { 'i-bastion': { tags: { Name: 'bastion' } } },
});

export default {
  rule: publicAccessCidrsAdmitTheNodes,
  cases: [
    { name: 'both NAT gateways are admitted', given: given(both), expect: 'compliant' },
    { name: 'a wider block admits them', given: given(['198.51.100.0/28']), expect: 'compliant' },
    {
      name: 'only the office is admitted',
      given: given(['203.0.113.5/32']),
      expect: [missing('198.51.100.10', 'nat-a'), missing('198.51.100.11', 'nat-b', 'subnet-b')],
      severity: 'critical',
    },
    {
      name: 'a secondary address of a NAT gateway counts as well',
      given: given(both, {
        natGateways: {
          'nat-a': {
            addresses: [
              { publicIp: '198.51.100.10', status: 'succeeded' },
              { publicIp: '198.51.100.12', status: 'succeeded' },
              { publicIp: '198.51.100.13', status: 'failed' },
              { status: 'succeeded' },
            ],
          },
        },
      }),
      expect: [missing('198.51.100.12', 'nat-a')],
    },
    {
      name: 'two subnets behind one NAT gateway are one fault',
      given: given(['198.51.100.11/32'], {
        routeTables: { 'rtb-a': { subnetIds: ['subnet-a', 'subnet-b'] }, 'rtb-b': { subnetIds: [] } },
      }),
      expect: [missing('198.51.100.10', 'nat-a', 'subnet-a, subnet-b')],
    },
    {
      name: 'the private endpoint is on',
      given: given(['203.0.113.5/32'], { cluster: { endpointPrivateAccess: true } }),
      expect: 'not-applicable',
    },
    { name: 'every address is admitted', given: given(['0.0.0.0/1', '128.0.0.0/1']), expect: 'not-applicable' },
    { name: 'no list admits every address', given: given([]), expect: 'not-applicable' },
    {
      name: 'a NAT gateway that shows no public address',
      given: given(both, { natGateways: { 'nat-a': { addresses: [{ status: 'succeeded' }] } } }),
      expect: 'indeterminate',
    },
    {
      name: 'no node runs behind the internet gateway yet: the address of the next one is not known',
      given: given(['198.51.100.11/32'], {
        ...aTo('internet-gateway', 'igw-main'),
        subnets: { 'subnet-a': { mapPublicIpOnLaunch: true } },
        networkInterfaces: { 'eni-node-a': null },
        instances: { 'i-node-a': null },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'nodes that get no public address are another rule’s business',
      given: given(['198.51.100.11/32'], aTo('internet-gateway', 'igw-main')),
      expect: 'compliant',
    },
    {
      name: 'a node with an Elastic IP behind an internet gateway',
      given: given([...both, '192.0.2.7/32'], node({ allocationId: 'eipalloc-1' })),
      expect: 'compliant',
    },
    {
      name: 'a node whose address is not admitted',
      given: given(both, node({ allocationId: 'eipalloc-1' })),
      expect: [missing('192.0.2.7', 'eni-node-a')],
    },
    {
      name: 'a node whose address changes when it is replaced',
      given: given([...both, '192.0.2.7/32'], node({})),
      expect: [
        'Nodes in subnet-a come from 192.0.2.7 (eni-node-a), which publicAccessCidrs of demo admits today; it is no Elastic IP: the next node has another one.',
      ],
      severity: 'low',
    },
    {
      name: 'addresses that change within a pool that is admitted',
      given: given([...both, '192.0.2.0/24'], node({})),
      expect: 'compliant',
    },
    {
      name: 'another instance in the subnet is none of the nodes',
      given: given([...both, '192.0.2.7/32'], bastionBeside(node({ allocationId: 'eipalloc-1' }))),
      expect: 'compliant',
    },
    {
      name: 'instances were not read: the interfaces of the VPC CNI tell the nodes',
      given: without(given(both, node({ allocationId: 'eipalloc-1' })), 'instances'),
      expect: [missing('192.0.2.7', 'eni-node-a')],
    },
    {
      name: 'instances were not read, and one that is not admitted may be a node or not',
      given: without(
        given([...both, '192.0.2.7/32'], bastionBeside(node({ allocationId: 'eipalloc-1' }))),
        'instances',
      ),
      expect: 'indeterminate',
    },
    {
      name: 'instances were not read, but all addresses of the subnet are admitted',
      given: without(
        given([...both, '192.0.2.0/24'], bastionBeside(node({ allocationId: 'eipalloc-1' }))),
        'instances',
      ),
      expect: 'compliant',
    },
    {
      name: 'a regional NAT gateway adds addresses by itself',
      given: given(both, { natGateways: { 'nat-a': { availabilityMode: 'regional', autoScalingIps: true } } }),
      expect: [
        'Nodes in subnet-a come from 198.51.100.10 (nat-a), which publicAccessCidrs of demo admits today; it is a regional NAT gateway, which adds addresses by itself.',
      ],
      severity: 'low',
    },
    {
      name: 'a NAT instance comes from its own address',
      given: given(both, {
        ...aTo('network-interface', 'eni-nat'),
        networkInterfaces: {
          'eni-nat': {
            subnetId: 'subnet-public-a',
            sourceDestCheck: false,
            publicIp: '192.0.2.9',
            attachment: { instanceId: 'i-nat' },
          },
        },
        instances: { 'i-nat': {} },
      }),
      expect: [missing('192.0.2.9', 'eni-nat')],
    },
    {
      name: 'a transit gateway hides the address',
      given: given(both, aTo('transit-gateway', 'tgw-main')),
      expect: 'indeterminate',
    },
    {
      name: 'a transit gateway hides one address, and another one is missing',
      given: given(['198.51.100.10/32'], aTo('transit-gateway', 'tgw-main')),
      expect: [missing('198.51.100.11', 'nat-b', 'subnet-b')],
    },
    {
      name: 'a private NAT gateway hides the address behind it',
      given: given(both, {
        natGateways: { 'nat-a': { connectivityType: 'private', subnetId: 'subnet-x' } },
        subnets: { 'subnet-x': {} },
        routeTables: { 'rtb-main': { routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-main')] } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'a subnet without a way out is another rule’s business',
      given: given(['198.51.100.11/32'], { natGateways: { 'nat-a': { connectivityType: 'private' } } }),
      expect: 'compliant',
    },
    {
      name: 'NAT gateways are hidden',
      given: hiddenIn(given(both), 'natGateways', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
