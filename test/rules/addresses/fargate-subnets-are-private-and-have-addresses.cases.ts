import { fargateSubnetsArePrivateAndHaveAddresses } from '../../../shared/rules/addresses/fargate-subnets-are-private-and-have-addresses.ts';
import { layeredPatches, type Patches } from '../../support/layered-patches.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

/** A profile `demo/batch` in both private subnets. */
const withProfile = (patches: Patches = {}) =>
  aSnapshot(layeredPatches({ cluster: { fargateProfiles: { 'demo/batch': {} } } }, patches));

const withFree = (a: number, b: number, patches: Patches = {}) =>
  withProfile(
    layeredPatches(
      { subnets: { 'subnet-a': { freeIpv4Addresses: a }, 'subnet-b': { freeIpv4Addresses: b } } },
      patches,
    ),
  );

const tooFew = (free: number, more: number, most: number) =>
  `subnet-a and subnet-b together have ${free} free addresses for ${more} pods that Fargate may still start (demo runs ${most} at most).`;

/** The interface of a pod on Fargate. */
const pod = (address: string) => ({ privateIpv4Addresses: [address] });

export default {
  rule: fargateSubnetsArePrivateAndHaveAddresses,
  cases: [
    { name: 'a profile in private subnets', given: withProfile(), expect: 'compliant' },
    { name: 'a cluster without Fargate', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'a subnet of the profile was given a route to an internet gateway',
      given: withProfile({
        routeTables: {
          'rtb-a': {
            routes: [route('10.0.0.0/16', 'local', 'local'), route('0.0.0.0/0', 'internet-gateway', 'igw-main')],
          },
        },
      }),
      expect: [
        'demo/batch may run pods in subnet-a, which is public: rtb-a sends 0.0.0.0/0 to igw-main, and Fargate gives pods no public addresses.',
      ],
      severity: 'medium',
      causes: ['public-fargate-subnet subnet-a'],
    },
    {
      name: 'a route to an internet gateway for one partner’s block makes the subnet public too',
      given: withProfile({
        routeTables: {
          'rtb-main': {
            routes: [
              route('10.0.0.0/16', 'local', 'local'),
              route('0.0.0.0/0', 'nat-gateway', 'nat-a'),
              route('203.0.113.0/24', 'internet-gateway', 'igw-main'),
            ],
          },
          'rtb-a': { subnetIds: [] },
        },
      }),
      expect: [
        'demo/batch may run pods in subnet-a, which is public: rtb-main (main) sends 203.0.113.0/24 to igw-main, and Fargate gives pods no public addresses.',
      ],
    },
    {
      name: 'exactly as many free addresses as pods',
      given: withFree(4, 6),
      declare: { fargateMaxPods: 10 },
      expect: 'compliant',
    },
    {
      name: 'more pods than free addresses',
      given: withFree(4, 5),
      declare: { fargateMaxPods: 10 },
      expect: [tooFew(9, 10, 10)],
      causes: ['subnet-full subnet-a subnet-b'],
    },
    {
      name: 'pods that run have their addresses',
      given: withFree(4, 5, { networkInterfaces: { 'eni-pod-1': pod('10.0.1.77') } }),
      declare: { fargateMaxPods: 10 },
      expect: 'compliant',
    },
    {
      name: 'some pods run, and the others do not fit',
      given: withFree(4, 4, { networkInterfaces: { 'eni-pod-1': pod('10.0.1.77') } }),
      declare: { fargateMaxPods: 10 },
      expect: [tooFew(8, 9, 10)],
    },
    {
      name: 'an IPv6 cluster takes an IPv4 address for each pod as well',
      given: withFree(4, 5, { cluster: { ipFamily: 'ipv6' } }),
      declare: { fargateMaxPods: 10 },
      expect: [tooFew(9, 10, 10)],
    },
    { name: 'nobody says how many pods there are', given: withFree(0, 0), expect: 'compliant' },
    {
      name: 'a subnet of the profile was deleted, which is another rule’s business',
      given: withProfile({ subnets: { 'subnet-a': null } }),
      expect: 'compliant',
    },
    {
      name: 'pods that run cannot be told where interfaces are hidden',
      given: hiddenIn(withFree(4, 5), 'networkInterfaces', 'vpc-main'),
      declare: { fargateMaxPods: 10 },
      expect: 'indeterminate',
    },
    {
      name: 'interfaces are not needed where there is room for every pod',
      given: without(withFree(4, 6), 'networkInterfaces'),
      declare: { fargateMaxPods: 10 },
      expect: 'compliant',
    },
    { name: 'route tables could not be read', given: without(withProfile(), 'routeTables'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
