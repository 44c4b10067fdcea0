import { expect, it } from '@jest/globals';
import { egress4 } from '../../shared/model/egress.ts';
import { localNatRemedy } from '../../shared/model/nat-remedies.ts';
import { route } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { subnetOf, viewOf } from '../support/view-of.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const throughA = { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-a')] };

/** What is advised for `subnet-b`, in the second zone. */
function remedyFor(patches: Patches) {
  const view = viewOf(aSnapshot(patches));
  const subnet = subnetOf(view, 'subnet-b');
  return localNatRemedy(view.account, subnet, egress4(view.account, subnet));
}

it('replaces the route where the zone has a NAT gateway and a table of its own', () => {
  expect(remedyFor({ routeTables: { 'rtb-b': throughA } })).toEqual({
    text: 'Route 0.0.0.0/0 in rtb-b to nat-b, which is in use1-az2.',
    command: [
      ...['ec2', 'replace-route', '--route-table-id', 'rtb-b'],
      ...['--destination-cidr-block', '0.0.0.0/0', '--nat-gateway-id', 'nat-b'],
    ],
  });
});

it('gives no command that would move another zone’s traffic', () => {
  const shared = { 'rtb-a': { subnetIds: ['subnet-a', 'subnet-b'] }, 'rtb-b': null };
  expect(remedyFor({ routeTables: shared })).toEqual({
    text: 'Give subnet-b a route table of its own zone, which routes 0.0.0.0/0 to nat-b, which is in use1-az2.',
  });
  const main = { 'rtb-main': throughA, 'rtb-b': null };
  expect(remedyFor({ routeTables: main })).toEqual({
    text: 'Give subnet-b a route table of its own zone, which routes 0.0.0.0/0 to nat-b, which is in use1-az2.',
  });
});

it('names the public subnet in which a NAT gateway can be made', () => {
  expect(remedyFor({ natGateways: { 'nat-b': null }, routeTables: { 'rtb-b': throughA } })).toEqual({
    text: 'Route 0.0.0.0/0 in rtb-b to a new NAT gateway in subnet-public-b.',
  });
  const none = { natGateways: { 'nat-b': null }, subnets: { 'subnet-public-b': null } };
  expect(remedyFor({ ...none, routeTables: { 'rtb-b': throughA } })).toEqual({
    text: 'Route 0.0.0.0/0 in rtb-b to a new NAT gateway in a public subnet in use1-az2.',
  });
});

it('does not guess which part of a split default route is meant', () => {
  const halves = [route('0.0.0.0/1', 'nat-gateway', 'nat-b'), route('128.0.0.0/1', 'nat-gateway', 'nat-a')];
  expect(remedyFor({ routeTables: { 'rtb-b': { routes: [local, ...halves] } } })).toEqual({
    text: 'Route all of the internet in rtb-b to nat-b, which is in use1-az2.',
  });
});
