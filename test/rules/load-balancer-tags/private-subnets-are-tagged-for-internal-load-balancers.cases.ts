import { unread } from '../../../shared/model/snapshot/known.ts';
import { privateSubnetsAreTaggedForInternalLoadBalancers } from '../../../shared/rules/load-balancer-tags/private-subnets-are-tagged-for-internal-load-balancers.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type SubnetPatch = NonNullable<NonNullable<Patches['subnets']>[string]>;

const tag = (value: string, further: Record<string, string> = {}) => ({
  'kubernetes.io/role/internal-elb': value,
  ...further,
});
const given = (subnets: Record<string, SubnetPatch | null>, patches: Patches = {}) =>
  aSnapshot({ ...patches, subnets });
const untagged = { 'subnet-a': { tags: {} }, 'subnet-b': { tags: {} } };
const inLocalZone: SubnetPatch = { zone: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', tags: tag('1') };
const bostonZone: Patches = {
  availabilityZones: { 'use1-bos1-az1': { name: 'us-east-1-bos-1a', type: 'local-zone' } },
};

const noneTagged = (consequence: string) =>
  [
    `No subnet of vpc-main is tagged kubernetes.io/role/internal-elb=1 for internal load balancers: ${consequence} (unable to resolve at least one subnet).`,
  ] as const;
const fallsBack = noneTagged(
  'the AWS Load Balancer Controller falls back on reachability since 2.12.1, older ones find no subnet',
);
const failsToo = noneTagged("and the controller's fallback on reachability does not find enough subnets either");
const noFallback = noneTagged('so no subnet is discovered');
const tooFew = (eligible: string, zones = 2) =>
  [
    `Of the subnets tagged kubernetes.io/role/internal-elb, ${eligible} can take internal load balancers; they need ${zones} Availability Zones, and one tagged subnet turns the fallback on reachability off (unable to resolve at least one subnet).`,
  ] as const;

export default {
  rule: privateSubnetsAreTaggedForInternalLoadBalancers,
  cases: [
    { name: 'one tagged subnet in each of two zones', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the value may be empty',
      given: given({ 'subnet-a': { tags: tag('') } }),
      expect: 'compliant',
    },
    {
      name: 'the value `shared` counts as untagged',
      given: given({ 'subnet-b': { tags: tag('shared') } }),
      expect: tooFew('subnet-a (us-east-1a)'),
      severity: 'medium',
    },
    {
      name: 'one of three is tagged, which turns the fallback off',
      given: given({ 'subnet-b': { tags: {} }, 'subnet-third': {} }),
      expect: tooFew('subnet-a (us-east-1a)'),
      severity: 'medium',
    },
    {
      name: 'both tagged subnets lie in one zone',
      given: given({ 'subnet-b': { zone: 'us-east-1a', zoneId: 'use1-az1' } }),
      expect: tooFew('subnet-a (us-east-1a), subnet-b (us-east-1a)'),
    },
    { name: 'none is tagged: the controller falls back', given: given(untagged), expect: fallsBack, severity: 'low' },
    {
      name: 'tags of the other scheme, and other values, do not end the fallback',
      given: given({ 'subnet-a': { tags: { 'kubernetes.io/role/elb': '1' } }, 'subnet-b': { tags: tag('0') } }),
      expect: fallsBack,
      severity: 'low',
    },
    {
      name: 'none is tagged, and the fallback finds one zone only',
      given: given({ ...untagged, 'subnet-b': { tags: {}, freeIpv4Addresses: 7 } }),
      expect: failsToo,
      severity: 'medium',
    },
    {
      name: 'none is tagged, for a controller without a fallback',
      given: given(untagged),
      declare: { lbcVersion: 'v2.12.0' },
      expect: noFallback,
      severity: 'medium',
    },
    {
      name: 'none is tagged, for a newer controller',
      given: given(untagged),
      declare: { lbcVersion: '2.13.0' },
      expect: fallsBack,
      severity: 'low',
    },
    {
      name: 'none is tagged, for the first controller with a fallback',
      given: given(untagged),
      declare: { lbcVersion: '2.12.1' },
      expect: fallsBack,
      severity: 'low',
    },
    {
      name: 'none is tagged, and Auto Mode needs the tags',
      given: given(untagged, { cluster: { autoMode: true } }),
      expect: noFallback,
      severity: 'medium',
    },
    {
      name: 'Auto Mode beside a controller that is declared',
      given: given(untagged, { cluster: { autoMode: true } }),
      declare: { loadBalancerController: 'lbc' },
      expect: fallsBack,
      severity: 'low',
    },
    {
      name: 'a tagged subnet is tagged for another cluster only',
      given: given({ 'subnet-a': { tags: tag('1', { 'kubernetes.io/cluster/other': 'shared' }) } }),
      expect: tooFew('subnet-b (us-east-1b)'),
    },
    {
      name: 'a tagged subnet has seven free addresses',
      causes: ['subnet-full subnet-a'],
      given: given({ 'subnet-a': { freeIpv4Addresses: 7 } }),
      expect: tooFew('subnet-b (us-east-1b)'),
    },
    {
      name: 'eight free addresses are enough',
      given: given({ 'subnet-a': { freeIpv4Addresses: 8 } }),
      expect: 'compliant',
    },
    {
      name: 'all tagged subnets are full: no fallback',
      given: given({ 'subnet-a': { freeIpv4Addresses: 0 }, 'subnet-b': { freeIpv4Addresses: 0 } }),
      expect: tooFew('none'),
    },
    {
      name: 'a tagged subnet of the other reachability does not count',
      given: given({ 'subnet-b': { tags: {} }, 'subnet-public-b': { tags: tag('1') } }),
      expect: tooFew('subnet-a (us-east-1a)'),
    },
    {
      name: 'a tagged subnet in a Local Zone makes discovery fail',
      given: given({ 'subnet-boston': inLocalZone }, bostonZone),
      expect: [
        'The subnets tagged kubernetes.io/role/internal-elb lie in places of different kinds (availability-zone, local-zone), which no internal load balancer spans: discovery fails (subnets in multiple locales).',
      ],
      severity: 'medium',
    },
    {
      name: 'zones were not listed: their names tell what they are',
      given: without(given({ 'subnet-boston': inLocalZone }), 'availabilityZones'),
      expect: [
        'The subnets tagged kubernetes.io/role/internal-elb lie in places of different kinds (availability-zone, local-zone), which no internal load balancer spans: discovery fails (subnets in multiple locales).',
      ],
    },
    {
      name: 'Network Load Balancers need one zone',
      given: given({ 'subnet-b': { tags: {} } }),
      parameters: { minAz: 1 },
      expect: 'compliant',
    },
    {
      name: 'the legacy cloud provider needs no role tags',
      given: given(untagged),
      declare: { loadBalancerController: 'ccm' },
      expect: 'compliant',
    },
    {
      name: 'the legacy cloud provider passes over subnets of other clusters',
      given: given(
        Object.fromEntries(
          ['subnet-a', 'subnet-b', 'subnet-public-a', 'subnet-public-b'].map((id) => [
            id,
            { tags: tag('1', { 'kubernetes.io/cluster/other': 'shared' }) },
          ]),
        ),
      ),
      declare: { loadBalancerController: 'ccm' },
      expect: [
        'The cloud provider finds no subnet of vpc-main for internal load balancers: it passes over those that are tagged for other clusters only (could not find any suitable subnets for creating the ELB).',
      ],
      severity: 'medium',
    },
    {
      name: 'every load balancer names its subnets',
      given: given(untagged),
      declare: { explicitLbSubnets: true },
      expect: 'not-applicable',
    },
    {
      name: 'nothing creates load balancers',
      given: given(untagged),
      declare: { loadBalancerController: 'none' },
      expect: 'not-applicable',
    },
    {
      name: 'no such subnet in the VPC',
      given: given({ 'subnet-a': null, 'subnet-b': null }),
      expect: 'not-applicable',
    },
    {
      name: 'the tags of a subnet could not be read',
      given: given({ 'subnet-a': { tags: unread('hidden') } }),
      expect: 'indeterminate',
    },
    {
      name: 'route tables are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
