import { describe, expect, it } from '@jest/globals';
import { egress4 } from '../../shared/model/egress.ts';
import { blackholeRemedy, egressRemedy } from '../../shared/model/egress-remedies.ts';
import type { RouteRecord } from '../../shared/model/snapshot/vpc.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { route } from '../support/record-builders.ts';
import { aSnapshot, hiddenIn } from '../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const gone = { state: 'blackhole' } as const;
const aTo = (...routes: RouteRecord[]): Patches => ({ routeTables: { 'rtb-a': { routes: [local, ...routes] } } });

function commandFor(snapshot: ReturnType<typeof aSnapshot>): string {
  const account = new AccountView(snapshot);
  const subnet = account.subnets.find('subnet-a');
  if (!subnet) throw new Error('no subnet-a');
  const { command, text } = egressRemedy(account, subnet, egress4(account, subnet));
  return command?.join(' ') ?? text;
}

describe('the remedy of a way that leads nowhere', () => {
  it.each([
    [
      'a missing default route',
      aTo(),
      'ec2 create-route --route-table-id rtb-a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-a',
    ],
    [
      'half of one',
      aTo(route('0.0.0.0/1', 'nat-gateway', 'nat-a')),
      'ec2 create-route --route-table-id rtb-a --destination-cidr-block 128.0.0.0/1 --nat-gateway-id nat-a',
    ],
    [
      'a blackhole',
      aTo(route('0.0.0.0/0', 'nat-gateway', 'nat-gone', gone)),
      'ec2 replace-route --route-table-id rtb-a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-a',
    ],
    [
      'a failed NAT gateway, with another one in the next zone',
      { natGateways: { 'nat-a': { state: 'failed' } } },
      'ec2 replace-route --route-table-id rtb-a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-b',
    ],
    [
      'no working NAT gateway',
      { natGateways: { 'nat-a': { state: 'failed' }, 'nat-b': { connectivityType: 'private' } } },
      'Create a NAT gateway in a public subnet and route 0.0.0.0/0 in rtb-a to it.',
    ],
    [
      'a detached internet gateway',
      {
        ...aTo(route('0.0.0.0/0', 'internet-gateway', 'igw-main')),
        internetGateways: { 'igw-main': { attachments: [] } },
      },
      'ec2 attach-internet-gateway --internet-gateway-id igw-main --vpc-id vpc-main',
    ],
    [
      'an internet gateway that is gone',
      { ...aTo(route('0.0.0.0/0', 'internet-gateway', 'igw-gone')) },
      'ec2 replace-route --route-table-id rtb-a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-a',
    ],
    [
      'block public access',
      { subnets: { 'subnet-public-a': { internetGatewayBlockMode: 'block-bidirectional' } } },
      'ec2 create-vpc-block-public-access-exclusion --subnet-id subnet-public-a --internet-gateway-exclusion-mode allow-bidirectional',
    ],
    [
      'an instance that checks its traffic',
      { ...aTo(route('0.0.0.0/0', 'network-interface', 'eni-nat')), networkInterfaces: { 'eni-nat': {} } },
      'ec2 modify-network-interface-attribute --network-interface-id eni-nat --no-source-dest-check',
    ],
    [
      'a NAT gateway in a private subnet',
      { natGateways: { 'nat-a': { subnetId: 'subnet-b' } } },
      'Give the subnet of nat-a a route to an internet gateway, or move nat-a to a subnet that has one.',
    ],
    [
      'a NAT gateway in a subnet of one table with its own',
      { natGateways: { 'nat-a': { subnetId: 'subnet-a' } } },
      'ec2 replace-route --route-table-id rtb-a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-b',
    ],
  ] satisfies [string, Patches, string][])('%s', (_, patches, expected) => {
    expect(commandFor(aSnapshot(patches))).toBe(expected);
  });

  it('asks for a NAT gateway where those of the VPC are hidden', () => {
    const hidden = hiddenIn(aSnapshot(aTo()), 'natGateways', 'vpc-main');
    expect(commandFor(hidden)).toBe('Create a NAT gateway in a public subnet and route 0.0.0.0/0 in rtb-a to it.');
  });
});

describe('the remedy of a blackhole', () => {
  const remedyOf = (record: RouteRecord, { withSubnet = false, needed = false } = {}) => {
    const account = new AccountView(aSnapshot(aTo(record)));
    const table = account.routeTables.find('rtb-a');
    const lost = table?.routes[1];
    const subnet = withSubnet ? account.subnets.find('subnet-a') : undefined;
    if (!table || !lost) throw new Error('no such route');
    const { command, text } = blackholeRemedy(account, { table, route: lost, needed, ...(subnet ? { subnet } : {}) });
    return command?.join(' ') ?? text;
  };
  it('replaces the way to the internet, and deletes what is left over', () => {
    expect(remedyOf(route('0.0.0.0/0', 'nat-gateway', 'nat-gone', gone), { withSubnet: true, needed: true })).toBe(
      'ec2 replace-route --route-table-id rtb-a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-a',
    );
    expect(remedyOf(route('10.80.0.0/16', 'transit-gateway', 'tgw-gone', gone))).toBe(
      'ec2 delete-route --route-table-id rtb-a --destination-cidr-block 10.80.0.0/16',
    );
    expect(remedyOf(route('::/0', 'internet-gateway', 'igw-gone', gone))).toBe(
      'ec2 delete-route --route-table-id rtb-a --destination-ipv6-cidr-block ::/0',
    );
    expect(remedyOf(route('pl-s3', 'vpc-endpoint', 'vpce-gone', gone))).toBe(
      'ec2 delete-route --route-table-id rtb-a --destination-prefix-list-id pl-s3',
    );
  });

  it('deletes no route that something needs', () => {
    expect(remedyOf(route('10.80.0.0/16', 'transit-gateway', 'tgw-gone', gone), { needed: true })).toBe(
      'Attach the VPC to the transit gateway again: rtb-a needs it for 10.80.0.0/16.',
    );
  });
});
