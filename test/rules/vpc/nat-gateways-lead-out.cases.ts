import { natGatewaysLeadOut } from '../../../shared/rules/vpc/nat-gateways-lead-out.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const toInternet = route('0.0.0.0/0', 'internet-gateway', 'igw-main');
const toNat = (id: string, overrides = {}) => route('0.0.0.0/0', 'nat-gateway', id, overrides);

export default {
  rule: natGatewaysLeadOut,
  cases: [
    {
      name: 'a working NAT gateway in each zone',
      given: aSnapshot(),
      expect: { 'nat-a': 'compliant', 'nat-b': 'compliant' },
    },
    {
      name: 'one was deleted, and its route became a blackhole: that is the route table’s fault',
      given: aSnapshot({
        natGateways: { 'nat-a': null },
        routeTables: { 'rtb-a': { routes: [local, toNat('nat-a', { state: 'blackhole' })] } },
      }),
      expect: { 'nat-b': 'compliant' },
    },
    {
      name: 'one is gone, and AWS still shows the route as active',
      given: aSnapshot({ natGateways: { 'nat-a': null } }),
      expect: { 'nat-a': 'not-applicable', 'nat-b': 'compliant' },
    },
    {
      name: 'one failed',
      given: aSnapshot({ natGateways: { 'nat-a': { state: 'failed' } } }),
      expect: { 'nat-a': ['nat-a, which subnet-a uses, is failed.'], 'nat-b': 'compliant' },
      causes: ['nat-gateway nat-a'],
    },
    {
      name: 'it sits in a subnet that itself leads to a NAT gateway',
      given: aSnapshot({
        natGateways: { 'nat-a': { subnetId: 'subnet-b' } },
        routeTables: { 'rtb-b': { subnetIds: ['subnet-b'], routes: [local, toNat('nat-a')] } },
      }),
      expect: {
        'nat-a': [
          'nat-a (public), which subnet-a, subnet-b use, does not lead to the internet: rtb-b sends 0.0.0.0/0 to nat-a, a public NAT gateway that itself has no internet gateway: rtb-b leads back to itself.',
        ],
      },
    },
    {
      name: 'its subnet has lost the route to the internet gateway',
      given: aSnapshot({ routeTables: { 'rtb-public': { routes: [local] } } }),
      expect: {
        'nat-a': [
          'nat-a (public), which subnet-a uses, does not lead to the internet: rtb-public has no route for 0.0.0.0/0.',
        ],
        'nat-b': [
          'nat-b (public), which subnet-b uses, does not lead to the internet: rtb-public has no route for 0.0.0.0/0.',
        ],
      },
      causes: ['route rtb-public 0.0.0.0/0'],
    },
    {
      name: 'a private one as the way to the internet, in a public subnet',
      given: aSnapshot({ natGateways: { 'nat-a': { connectivityType: 'private' } } }),
      expect: {
        'nat-a': [
          'nat-a (private), which subnet-a uses, does not lead to the internet: rtb-public sends 0.0.0.0/0 to igw-main.',
        ],
      },
    },
    {
      name: 'a private one with a transit gateway behind it',
      given: aSnapshot({
        natGateways: { 'nat-a': { connectivityType: 'private', subnetId: 'subnet-transit-a' } },
        subnets: { 'subnet-transit-a': { cidr: '10.0.150.0/24' } },
        routeTables: {
          'rtb-transit': {
            subnetIds: ['subnet-transit-a'],
            routes: [local, route('0.0.0.0/0', 'transit-gateway', 'tgw-main')],
          },
        },
      }),
      expect: { 'nat-a': 'compliant' },
      notes: ['rtb-a sends 0.0.0.0/0 to nat-a: this account does not show what lies behind it.'],
    },
    {
      name: 'a regional one',
      given: aSnapshot({ natGateways: { 'nat-a': { availabilityMode: 'regional', subnetId: undefined } } }),
      expect: { 'nat-a': 'compliant' },
    },
    {
      name: 'one that no node uses has failed',
      given: aSnapshot({ natGateways: { 'nat-c': { state: 'failed' } } }),
      expect: 'compliant',
    },
    {
      name: 'nodes in public subnets use none',
      given: aSnapshot({
        routeTables: {
          'rtb-a': { routes: [local, toInternet] },
          'rtb-b': { routes: [local, toInternet] },
        },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'NAT gateways are hidden, as in a shared VPC',
      given: hiddenIn(aSnapshot(), 'natGateways', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'route tables could not be read', given: without(aSnapshot(), 'routeTables'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
