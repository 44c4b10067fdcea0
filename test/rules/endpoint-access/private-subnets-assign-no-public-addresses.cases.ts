import { privateSubnetsAssignNoPublicAddresses } from '../../../shared/rules/endpoint-access/private-subnets-assign-no-public-addresses.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn } from '../../support/snapshot-builders.ts';

const mapped = { 'subnet-a': { mapPublicIpOnLaunch: true } };
const assigns = (table: string, subnet = 'subnet-a') =>
  [
    `${subnet} gives each new instance a public address, although ${table} has no route to an internet gateway.`,
  ] as const;

export default {
  rule: privateSubnetsAssignNoPublicAddresses,
  cases: [
    {
      name: 'private subnets that assign none',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'a subnet behind NAT that assigns public addresses',
      given: aSnapshot({ subnets: mapped }),
      expect: assigns('rtb-a'),
      severity: 'medium',
    },
    {
      name: 'one that uses the main table',
      given: aSnapshot({ subnets: mapped, routeTables: { 'rtb-a': { subnetIds: [] } } }),
      expect: assigns('rtb-main (main)'),
    },
    {
      name: 'a node subnet that is no cluster subnet',
      given: aSnapshot({ subnets: mapped, cluster: { subnetIds: ['subnet-b'] } }),
      expect: { 'subnet-a': assigns('rtb-a'), 'subnet-b': 'compliant' },
    },
    {
      name: 'a cluster subnet without nodes',
      given: aSnapshot({
        subnets: { 'subnet-c': { mapPublicIpOnLaunch: true } },
        cluster: { subnetIds: ['subnet-a', 'subnet-b', 'subnet-c'] },
      }),
      expect: assigns('rtb-main (main)', 'subnet-c'),
    },
    {
      name: 'a public subnet with nodes',
      given: aSnapshot({
        subnets: mapped,
        routeTables: { 'rtb-a': { routes: [route('0.0.0.0/0', 'internet-gateway', 'igw-main')] } },
      }),
      expect: { 'subnet-a': 'not-applicable', 'subnet-b': 'compliant' },
    },
    {
      name: 'a private subnet that only hosts load balancers',
      given: aSnapshot({
        subnets: { 'subnet-lb': { mapPublicIpOnLaunch: true, tags: { 'kubernetes.io/role/internal-elb': '1' } } },
      }),
      expect: { 'subnet-lb': 'not-applicable' },
    },
    {
      name: 'route tables are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
