import { unread } from '../../../shared/model/snapshot/known.ts';
import { nodesRunInPrivateSubnets } from '../../../shared/rules/endpoint-access/nodes-run-in-private-subnets.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const inSubnets = (...subnetIds: string[]) => ({ cluster: { nodeGroups: { 'demo/workers': { subnetIds } } } });
const selfManaged = (subnetIds: string[]) => ({
  autoScalingGroups: { 'asg-own': { subnetIds, tags: { 'kubernetes.io/cluster/demo': 'owned' } } },
});
const mainToInternet = { 'rtb-main': { routes: [route('0.0.0.0/0', 'internet-gateway', 'igw-main')] } };
const publicA = 'demo/workers launches nodes in subnet-public-a: rtb-public routes to igw-main.';

export default {
  rule: nodesRunInPrivateSubnets,
  cases: [
    { name: 'nodes behind NAT gateways', given: aSnapshot(), expect: { 'demo/workers': 'compliant' } },
    {
      name: 'a node group in a public subnet',
      given: aSnapshot(inSubnets('subnet-public-a')),
      expect: [publicA],
      severity: 'low',
    },
    {
      name: 'one of its subnets is public',
      given: aSnapshot(inSubnets('subnet-a', 'subnet-public-a')),
      expect: [publicA],
    },
    {
      name: 'two public subnets of one route table',
      given: aSnapshot(inSubnets('subnet-public-a', 'subnet-public-b')),
      expect: ['demo/workers launches nodes in subnet-public-a, subnet-public-b: rtb-public routes to igw-main.'],
    },
    {
      name: 'public by the main route table of the VPC',
      given: aSnapshot({ ...inSubnets('subnet-x'), subnets: { 'subnet-x': {} }, routeTables: mainToInternet }),
      expect: ['demo/workers launches nodes in subnet-x: rtb-main (main) routes to igw-main.'],
    },
    {
      name: 'Starburst may route its nodes to an internet gateway: it stays a recommendation',
      given: aSnapshot(inSubnets('subnet-public-a')),
      profiles: ['sep'],
      expect: [publicA],
      severity: 'low',
    },
    {
      name: 'public nodes are accepted',
      given: aSnapshot(inSubnets('subnet-public-a')),
      parameters: { allowPublicNodes: true },
      expect: 'compliant',
      notes: ['Nodes in public subnets are accepted (allowPublicNodes): subnet-public-a (rtb-public).'],
    },
    {
      name: 'an Auto Scaling group of self-managed nodes',
      given: aSnapshot(selfManaged(['subnet-public-b'])),
      expect: {
        'demo/workers': 'compliant',
        'demo/asg-own': ['demo/asg-own launches nodes in subnet-public-b: rtb-public routes to igw-main.'],
      },
    },
    {
      name: 'a public subnet without any private one in the cluster',
      given: aSnapshot({
        cluster: {
          subnetIds: ['subnet-public-a', 'subnet-public-b'],
          nodeGroups: { 'demo/workers': { subnetIds: ['subnet-public-a'] } },
        },
      }),
      expect: [publicA],
    },
    {
      name: 'only load balancers use the public subnets',
      given: aSnapshot({ subnets: { 'subnet-public-a': { mapPublicIpOnLaunch: true } } }),
      expect: 'compliant',
    },
    { name: 'its subnets are gone', given: aSnapshot(inSubnets('subnet-gone')), expect: 'not-applicable' },
    {
      name: 'the route tables of a shared VPC are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'one public subnet is certain, whatever is not known of another',
      given: aSnapshot({
        ...inSubnets('subnet-public-a', 'subnet-x'),
        subnets: { 'subnet-x': { vpcId: unread('reading it was denied') } },
      }),
      expect: [publicA],
    },
  ],
} satisfies RuleCases;
