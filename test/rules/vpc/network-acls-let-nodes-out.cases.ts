import { unread } from '../../../shared/model/snapshot/known.ts';
import { networkAclsLetNodesOut } from '../../../shared/rules/vpc/network-acls-let-nodes-out.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { aclEntry, route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type Entries = ReturnType<typeof aclEntry>[];

const all = (direction: 'in' | 'out', number = 100) => aclEntry(number, direction, 'allow', 'any', '0.0.0.0/0');
const https = (cidr = '0.0.0.0/0') => aclEntry(100, 'out', 'allow', 'tcp', cidr, [443, 443]);
const replies = (cidr = '0.0.0.0/0') => aclEntry(100, 'in', 'allow', 'tcp', cidr, [1024, 65_535]);
/** A list of their own for the node subnet `subnet-a`, and for further subnets. */
const lists = (entries: Entries, more: Readonly<Record<string, Entries>> = {}): Patches => ({
  networkAcls: {
    'acl-main': { subnetIds: ['subnet-b', 'subnet-public-a', 'subnet-public-b'].filter((id) => !(id in more)) },
    'acl-a': { subnetIds: ['subnet-a'], entries },
    ...Object.fromEntries(
      Object.entries(more).map(([id, own]) => [id.replace('subnet', 'acl'), { subnetIds: [id], entries: own }]),
    ),
  },
});
const blocked = (
  packets: string,
  why = 'no entry allows it',
  neededFor = 'AWS services and registries',
  list = 'acl-a of subnet-a',
) => `${list} does not let ${packets} through: ${why}; nodes in subnet-a need it for ${neededFor}.`;
const out = 'tcp 443 out to the IPv4 internet';
const back = 'tcp 1024-65535 in from the IPv4 internet';
const dualStack: Patches = {
  cluster: { ipFamily: 'ipv6' },
  egressOnlyInternetGateways: { 'eigw-main': {} },
  routeTables: {
    'rtb-a': {
      routes: [route('0.0.0.0/0', 'nat-gateway', 'nat-a'), route('::/0', 'egress-only-internet-gateway', 'eigw-main')],
    },
  },
};
const all6 = (direction: 'in' | 'out') => aclEntry(110, direction, 'allow', 'any', '::/0');
/** Every service but STS and S3 is left out, and its endpoint is in `subnet-b` alone. */
const onlySts: Patches = {
  vpcEndpoints: {
    'vpce-sts': { subnetIds: ['subnet-b'] },
    ...Object.fromEntries(
      ['ec2', 'ecr.api', 'ecr.dkr', 'elasticloadbalancing', 'eks', 's3'].map((service) => [`vpce-${service}`, null]),
    ),
  },
  cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'] } } },
};

export default {
  rule: networkAclsLetNodesOut,
  cases: [
    {
      name: 'the default list lets everything through',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: '443 out and replies in, as the guides tell',
      given: aSnapshot(lists([https(), replies()])),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'nothing lets replies in',
      given: aSnapshot(lists([all('out')])),
      expect: { 'subnet-a': [blocked(back)], 'subnet-b': 'compliant' },
      severity: 'high',
      causes: ['network-acl acl-a in tcp 1024-65535'],
    },
    {
      name: 'replies from the VPC alone: those of NAT gateways carry public source addresses',
      given: aSnapshot(lists([all('out'), replies('10.0.0.0/16')])),
      expect: { 'subnet-a': [blocked(back)] },
    },
    {
      name: 'only some of the ports that replies come to',
      given: aSnapshot(lists([all('out'), aclEntry(100, 'in', 'allow', 'tcp', '0.0.0.0/0', [32_768, 60_999])])),
      expect: { 'subnet-a': [blocked(back)] },
    },
    {
      name: 'nothing may leave',
      given: aSnapshot(lists([all('in'), https('10.0.0.0/8')])),
      expect: { 'subnet-a': [blocked(out)] },
    },
    {
      name: 'deny 90 beats allow 100',
      given: aSnapshot(lists([all('in'), all('out'), aclEntry(90, 'out', 'deny', 'tcp', '0.0.0.0/0', [443, 443])])),
      expect: { 'subnet-a': [blocked(out, 'entry 90 denies it')] },
      causes: ['network-acl-entry acl-a out 90'],
    },
    {
      name: 'RDP is denied to everybody: replies come to other ports',
      given: aSnapshot(lists([aclEntry(90, 'in', 'deny', 'tcp', '0.0.0.0/0', [3389, 3389]), all('in'), all('out')])),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'the entry that denies is named, although another one denies a part of it first',
      given: aSnapshot(
        lists([
          aclEntry(80, 'in', 'deny', 'any', '198.51.100.0/24'),
          aclEntry(90, 'in', 'deny', 'tcp', '0.0.0.0/0', [1024, 9999]),
          all('in'),
          all('out'),
        ]),
      ),
      expect: { 'subnet-a': [blocked(back, 'entry 90 denies it')] },
    },
    {
      name: 'a block that was denied by hand',
      given: aSnapshot(lists([all('in'), all('out'), aclEntry(90, 'out', 'deny', 'any', '203.0.113.0/24')])),
      expect: 'compliant',
    },
    {
      name: 'a part of the internet alone: which addresses AWS services have is not shown',
      given: aSnapshot(lists([all('in'), https('52.0.0.0/8')])),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'the subnet of the NAT gateway does not let nodes in',
      given: aSnapshot(lists([all('in'), all('out')], { 'subnet-public-a': [all('out'), replies()] })),
      expect: {
        'subnet-a': [
          blocked(
            'tcp 443 in from subnet-a',
            'no entry allows it',
            'the way through nat-a',
            'acl-public-a of subnet-public-a',
          ),
        ],
        'subnet-b': 'compliant',
      },
    },
    {
      name: 'the subnet of the NAT gateway does not let replies in',
      given: aSnapshot(
        lists([all('in'), all('out')], {
          'subnet-public-a': [all('out'), aclEntry(90, 'in', 'allow', 'any', '10.0.0.0/8')],
        }),
      ),
      expect: {
        'subnet-a': [blocked(back, 'no entry allows it', 'the way through nat-a', 'acl-public-a of subnet-public-a')],
      },
    },
    {
      name: 'an internet gateway and public addresses',
      given: aSnapshot({
        ...lists([https()]),
        routeTables: { 'rtb-a': { routes: [route('0.0.0.0/0', 'internet-gateway', 'igw-main')] } },
        subnets: { 'subnet-a': { mapPublicIpOnLaunch: true } },
      }),
      expect: { 'subnet-a': [blocked(back)] },
    },
    {
      name: 'an IPv6 cluster whose list has no entries for IPv6',
      given: aSnapshot({ ...dualStack, ...lists([all('in'), all('out')]) }),
      expect: {
        'subnet-a': [
          blocked('tcp 443 out to the IPv6 internet', 'no entry allows it', 'the IPv6 internet'),
          blocked('tcp 1024-65535 in from the IPv6 internet', 'no entry allows it', 'the IPv6 internet'),
        ],
      },
    },
    {
      name: 'an IPv6 cluster whose list has entries for both',
      given: aSnapshot({ ...dualStack, ...lists([all('in'), all('out'), all6('in'), all6('out')]) }),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'isolated nodes and endpoints in the VPC: the public addresses of S3 have to pass as well',
      given: anIsolatedSnapshot(lists([https('10.0.0.0/16'), replies('10.0.0.0/16')])),
      expect: {
        'subnet-a': [
          blocked(out, 'no entry allows it', 'vpce-s3, whose service has public addresses'),
          blocked(back, 'no entry allows it', 'vpce-s3, whose service has public addresses'),
        ],
      },
    },
    {
      name: 'isolated nodes, without the gateway endpoint: the VPC is enough',
      given: anIsolatedSnapshot({
        ...lists([https('10.0.0.0/16'), replies('10.0.0.0/16')]),
        vpcEndpoints: { 'vpce-s3': null },
      }),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'the list of the endpoint’s subnet does not let replies out',
      given: anIsolatedSnapshot({ ...onlySts, ...lists([all('in'), all('out')], { 'subnet-b': [all('in')] }) }),
      expect: {
        'subnet-a': [blocked('tcp 1024-65535 out to subnet-a', 'no entry allows it', 'vpce-sts', 'acl-b of subnet-b')],
      },
    },
    {
      name: 'the endpoint is in the nodes’ own subnet: nothing passes a list',
      given: anIsolatedSnapshot({
        ...onlySts,
        vpcEndpoints: { ...onlySts.vpcEndpoints, 'vpce-sts': { subnetIds: ['subnet-a'] } },
        ...lists([]),
      }),
      expect: { 'subnet-a': 'not-applicable' },
    },
    {
      name: 'no way out, and no endpoints',
      given: anIsolatedSnapshot({ ...onlySts, vpcEndpoints: { ...onlySts.vpcEndpoints, 'vpce-sts': null } }),
      expect: { 'subnet-a': 'not-applicable' },
    },
    {
      name: 'no egress is declared, and nothing to the internet is let through',
      given: anIsolatedSnapshot({
        ...onlySts,
        ...lists([https('10.0.0.0/16'), replies('10.0.0.0/16')]),
        routeTables: { 'rtb-a': { routes: [route('0.0.0.0/0', 'nat-gateway', 'nat-a')] } },
      }),
      declare: { assumeNoEgress: true },
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'the lists of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'networkAcls', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'NAT gateways of a shared VPC are hidden',
      given: hiddenIn(aSnapshot(), 'natGateways', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'the endpoints of isolated nodes could not be read',
      given: without(anIsolatedSnapshot(), 'vpcEndpoints'),
      expect: 'indeterminate',
    },
    {
      name: 'an entry could not be read',
      given: aSnapshot(lists([all('in'), { ...all('out'), cidr: unread('reading it was denied') }])),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
  ],
} satisfies RuleCases;
