import type { NetworkInterfaceRecord } from '../../../shared/model/snapshot/compute.ts';
import { subnetsHoldNoLeakedInterfaces } from '../../../shared/rules/interfaces/subnets-hold-no-leaked-interfaces.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const tags = (createdAt: string | undefined, cluster: string | undefined = 'demo') => ({
  'node.k8s.amazonaws.com/instance_id': 'i-gone',
  ...(createdAt === undefined ? {} : { 'node.k8s.amazonaws.com/createdAt': createdAt }),
  ...(cluster === undefined ? {} : { 'cluster.k8s.amazonaws.com/name': cluster }),
});

const threeHoursAgo = '2026-11-21T06:00:00Z';

/** An interface of the VPC CNI that is attached to nothing; the account is read at 09:00. */
const detached = (patch: Partial<NetworkInterfaceRecord> = {}): Partial<NetworkInterfaceRecord> => ({
  description: 'aws-K8S-i-gone',
  status: 'available',
  privateIpv4Addresses: ['10.0.1.90', '10.0.1.91'],
  tags: tags(threeHoursAgo),
  ...patch,
});

const withOne = (patch: Partial<NetworkInterfaceRecord> = {}) =>
  aSnapshot({ networkInterfaces: { 'eni-left-1': detached(patch) } });

const one = [
  'subnet-a holds an interface that the VPC CNI left behind, with 2 addresses: eni-left-1, since 2026-11-21T06:00:00Z.',
] as const;

export default {
  rule: subnetsHoldNoLeakedInterfaces,
  cases: [
    { name: 'every interface is in use', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'detached three hours ago and not deleted',
      given: withOne(),
      expect: { 'subnet-a': one, 'subnet-b': 'compliant' },
      severity: 'low',
      causes: ['leaked-interfaces subnet-a'],
    },
    {
      name: 'detached ten minutes ago: the VPC CNI still deletes it',
      given: withOne({ tags: tags('2026-11-21T08:50:00Z') }),
      expect: 'compliant',
    },
    {
      name: 'exactly two hours old',
      given: withOne({ tags: tags('2026-11-21T07:00:00Z') }),
      expect: 'compliant',
    },
    {
      name: 'a shorter age set by parameter, and the clock of another time zone',
      given: withOne({ tags: tags('2026-11-21T09:50:00+01:00') }),
      parameters: { minAge: 300 },
      expect: [
        'subnet-a holds an interface that the VPC CNI left behind, with 2 addresses: eni-left-1, since 2026-11-21T08:50:00Z.',
      ],
    },
    { name: 'nothing says when it was made', given: withOne({ tags: tags(undefined) }), expect: 'indeterminate' },
    {
      name: 'its time of creation is not readable',
      given: withOne({ tags: tags('yesterday') }),
      expect: 'indeterminate',
    },
    {
      name: 'one whose age is not known does not hide one that certainly was left behind',
      given: aSnapshot({
        networkInterfaces: { 'eni-left-1': detached(), 'eni-left-2': detached({ tags: tags(undefined) }) },
      }),
      expect: one,
    },
    {
      name: 'more than five',
      given: aSnapshot({
        networkInterfaces: Object.fromEntries(
          [1, 2, 3, 4, 5, 6].map((n) => [`eni-left-${n}`, detached({ privateIpv4Addresses: [`10.0.1.9${n}`] })]),
        ),
      }),
      expect: [
        'subnet-a holds 6 interfaces that the VPC CNI left behind, with 6 addresses: eni-left-1, eni-left-2, eni-left-3 and others, since 2026-11-21T06:00:00Z.',
      ],
      severity: 'medium',
    },
    {
      name: 'prefixes that are a tenth of what is free',
      given: aSnapshot({
        networkInterfaces: {
          'eni-left-1': detached({ privateIpv4Addresses: ['10.0.1.90'], ipv4Prefixes: ['10.0.1.96/28'] }),
        },
        subnets: { 'subnet-a': { freeIpv4Addresses: 170 } },
      }),
      expect: [
        'subnet-a holds an interface that the VPC CNI left behind, with 17 addresses: eni-left-1, since 2026-11-21T06:00:00Z.',
      ],
      severity: 'medium',
    },
    {
      name: 'the oldest comes first',
      given: aSnapshot({
        networkInterfaces: {
          'eni-left-1': detached({ privateIpv4Addresses: ['10.0.1.90'] }),
          'eni-left-2': detached({ privateIpv4Addresses: ['10.0.1.91'], tags: tags('2026-11-19T06:00:00Z') }),
        },
      }),
      expect: [
        'subnet-a holds 2 interfaces that the VPC CNI left behind, with 2 addresses: eni-left-2, eni-left-1, since 2026-11-19T06:00:00Z.',
      ],
    },
    {
      name: 'a branch interface never shows an attachment',
      given: withOne({ description: 'aws-k8s-branch-eni', interfaceType: 'branch' }),
      expect: 'compliant',
    },
    {
      name: 'an interface that somebody else made',
      given: withOne({ description: 'my own', tags: {} }),
      expect: 'compliant',
    },
    {
      name: 'another cluster’s is told there',
      given: aSnapshot({
        networkInterfaces: { 'eni-left-1': detached({ tags: tags(threeHoursAgo, 'other') }) },
        clusters: { other: {} },
      }),
      expect: 'compliant',
    },
    {
      name: 'left behind by a cluster that is gone',
      given: withOne({ tags: tags(threeHoursAgo, 'former') }),
      expect: one,
    },
    {
      name: 'of an old VPC CNI, which did not name its cluster',
      given: withOne({
        tags: {
          'node.k8s.amazonaws.com/instance_id': 'i-gone',
          'node.k8s.amazonaws.com/createdAt': threeHoursAgo,
        },
      }),
      expect: one,
    },
    {
      name: 'in a subnet that only pods use',
      given: aSnapshot({
        subnets: { 'subnet-pods': {} },
        networkInterfaces: { 'eni-left-1': detached({ subnetId: 'subnet-pods' }) },
      }),
      expect: {
        'subnet-pods': [
          'subnet-pods holds an interface that the VPC CNI left behind, with 2 addresses: eni-left-1, since 2026-11-21T06:00:00Z.',
        ],
      },
    },
    {
      name: 'the interfaces of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces could not be read',
      given: without(withOne(), 'networkInterfaces'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
