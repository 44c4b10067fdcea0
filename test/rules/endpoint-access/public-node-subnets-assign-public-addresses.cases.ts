import { unread } from '../../../shared/model/snapshot/known.ts';
import { publicNodeSubnetsAssignPublicAddresses } from '../../../shared/rules/endpoint-access/public-node-subnets-assign-public-addresses.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const igw = route('0.0.0.0/0', 'internet-gateway', 'igw-main');
const publicA: Patches = { routeTables: { 'rtb-a': { routes: [local, igw] } } };
const noAddresses = (because: string, groups = 'demo/workers') =>
  [
    `subnet-a does not assign public addresses to the nodes of ${groups}; EKS treats it as public because ${because} (Ec2SubnetInvalidConfiguration).`,
  ] as const;
const byOwnTable = noAddresses('rtb-a sends 0.0.0.0/0 to igw-main');
const template = (...networkInterfaces: object[]): Patches => ({
  ...publicA,
  launchTemplateVersions: {
    'lt-1:1': { networkInterfaces: networkInterfaces.map((one) => ({ securityGroupIds: [], ...one })) },
  },
  cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-1', version: '1' } } } },
});
const assigning: Patches = { subnets: { 'subnet-a': { mapPublicIpOnLaunch: true } } };
/** Public by a narrow route, while the default route leads to a NAT gateway. */
const besideNat: Patches = {
  routeTables: {
    'rtb-a': {
      routes: [
        local,
        route('0.0.0.0/0', 'nat-gateway', 'nat-a'),
        route('203.0.113.0/24', 'internet-gateway', 'igw-main'),
      ],
    },
  },
};

export default {
  rule: publicNodeSubnetsAssignPublicAddresses,
  cases: [
    {
      name: 'a public node subnet that assigns addresses',
      given: aSnapshot({ ...publicA, subnets: { 'subnet-a': { mapPublicIpOnLaunch: true } } }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'not-applicable' },
    },
    { name: 'a public node subnet that assigns none', given: aSnapshot(publicA), expect: byOwnTable, severity: 'high' },
    {
      name: 'the main table makes it public',
      given: aSnapshot({ routeTables: { 'rtb-a': { subnetIds: [] }, 'rtb-main': { routes: [local, igw] } } }),
      expect: noAddresses('rtb-main (main) sends 0.0.0.0/0 to igw-main'),
    },
    {
      name: 'public subnets that only host load balancers',
      given: aSnapshot(),
      expect: { 'subnet-public-a': 'not-applicable', 'subnet-a': 'not-applicable' },
    },
    {
      name: 'the launch template asks for public addresses',
      given: aSnapshot(template({ deviceIndex: 0, associatePublicIpAddress: true })),
      expect: 'compliant',
      notes: ['The launch templates of the node groups in subnet-a ask for public addresses, not the subnet (D12).'],
    },
    {
      name: 'the launch template asks for none, or only for a further interface',
      given: aSnapshot(
        template({ associatePublicIpAddress: false }, { deviceIndex: 1, associatePublicIpAddress: true }),
      ),
      expect: byOwnTable,
    },
    {
      name: 'the launch template refuses the public addresses that the subnet assigns',
      given: aSnapshot({ ...template({ associatePublicIpAddress: false }), ...assigning }),
      expect: [
        'Nodes of demo/workers get no public address in subnet-a although it assigns them, because lt-1:1 says AssociatePublicIpAddress: false, and rtb-a sends 0.0.0.0/0 to igw-main (NodeCreationFailure).',
      ],
      severity: 'high',
      causes: ['launch-template lt-1:1'],
    },
    {
      name: 'the launch template refuses them, and the nodes leave by a NAT gateway',
      given: aSnapshot({ ...template({ associatePublicIpAddress: false }), ...besideNat, ...assigning }),
      expect: 'compliant',
      notes: ['Nodes of demo/workers do without public addresses in subnet-a.'],
    },
    {
      name: 'the launch template leaves them to the subnet, which assigns them',
      given: aSnapshot({ ...template({}), ...assigning }),
      expect: 'compliant',
    },
    {
      name: 'the subnet assigns them, and the launch template could not be read',
      given: aSnapshot({
        ...publicA,
        ...assigning,
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-gone', version: '1' } } } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'one of two groups has such a launch template',
      given: aSnapshot({
        ...template({ associatePublicIpAddress: true }),
        cluster: {
          nodeGroups: {
            'demo/workers': { launchTemplate: { id: 'lt-1', version: '1' } },
            'demo/more': { subnetIds: ['subnet-a'] },
          },
        },
      }),
      expect: noAddresses('rtb-a sends 0.0.0.0/0 to igw-main', 'demo/more'),
    },
    {
      name: 'a self-managed group',
      given: aSnapshot({
        ...publicA,
        cluster: { nodeGroups: { 'demo/workers': null } },
        autoScalingGroups: { 'asg-own': { tags: { 'kubernetes.io/cluster/demo': 'owned' } } },
      }),
      expect: noAddresses('rtb-a sends 0.0.0.0/0 to igw-main', 'asg-own'),
    },
    {
      name: 'an IPv6 cluster whose subnet assigns IPv6 addresses',
      given: aSnapshot({
        ...publicA,
        cluster: { ipFamily: 'ipv6' },
        subnets: { 'subnet-a': { assignIpv6AddressOnCreation: true } },
      }),
      expect: 'compliant',
    },
    {
      name: 'an IPv4 cluster gets nothing from IPv6 addresses',
      given: aSnapshot({ ...publicA, subnets: { 'subnet-a': { assignIpv6AddressOnCreation: true } } }),
      expect: byOwnTable,
    },
    {
      name: 'an IPv6 cluster whose subnet assigns neither',
      given: aSnapshot({ ...publicA, cluster: { ipFamily: 'ipv6' } }),
      expect: byOwnTable,
    },
    {
      name: 'another default route carries the nodes, but EKS refuses the group all the same',
      given: aSnapshot(besideNat),
      expect: noAddresses('rtb-a sends 203.0.113.0/24 to igw-main'),
      severity: 'medium',
    },
    {
      name: 'another default route, and no private endpoint',
      given: aSnapshot({ ...besideNat, cluster: { endpointPublicAccess: true, endpointPrivateAccess: false } }),
      expect: noAddresses('rtb-a sends 203.0.113.0/24 to igw-main'),
      severity: 'high',
    },
    {
      name: 'a node group from before EKS left addresses to the subnet',
      given: aSnapshot({
        ...publicA,
        cluster: { nodeGroups: { 'demo/workers': { createdAt: '2020-04-21T23:00:00Z' } } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'an old node group beside a new one',
      given: aSnapshot({
        ...publicA,
        cluster: { nodeGroups: { 'demo/old': { createdAt: '2020-01-01T00:00:00Z' }, 'demo/workers': {} } },
      }),
      expect: byOwnTable,
    },
    {
      name: 'the launch template could not be read',
      given: aSnapshot({
        ...publicA,
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: unread('denied') } } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'route tables are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
