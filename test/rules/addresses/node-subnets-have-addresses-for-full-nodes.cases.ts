import { nodeSubnetsHaveAddressesForFullNodes } from '../../../shared/rules/addresses/node-subnets-have-addresses-for-full-nodes.ts';
import { aStarburstGroup } from '../../support/a-starburst-group.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const oneRunning = { nodes: runningNodes({ count: 1, held: 30 }) };

const needs = (free: number, needed: number, terms: string) =>
  [
    `subnet-sep has ${free} free addresses but needs ${needed} for its node groups at their maximum with as many pods as fit, ${needed - free} too few: ${terms}.`,
  ] as const;

export default {
  rule: nodeSubnetsHaveAddressesForFullNodes,
  cases: [
    { name: 'both node subnets have plenty', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'Starburst’s example: an empty /24 takes seven nodes, but not with all of their pods',
      given: aStarburstGroup(251),
      expect: needs(251, 420, 'demo/workers 7 more nodes × 60'),
      severity: 'low',
      causes: ['subnet-full subnet-sep'],
    },
    { name: 'exactly as many as are needed', given: aStarburstGroup(420), expect: { 'subnet-sep': 'compliant' } },
    {
      name: 'an empty /25 does not even take the nodes, as another rule says',
      given: aStarburstGroup(123, { subnet: { cidr: '10.0.4.0/25' } }),
      expect: 'not-applicable',
    },
    {
      name: 'four nodes hold two of their interfaces',
      given: aStarburstGroup(299, { nodes: runningNodes({ count: 4, held: 30 }) }),
      expect: needs(299, 300, 'demo/workers 3 more nodes × 60 + 120 that 4 running nodes of demo/workers still take'),
    },
    {
      name: 'a subnet without nodes',
      given: aSnapshot(),
      expect: { 'subnet-public-a': 'not-applicable', 'subnet-a': 'compliant' },
    },
    {
      name: 'a busier node in B1 too, by the shared parameter',
      given: aStarburstGroup(251),
      parameters: { headroomModel: 'max' },
      expect: 'not-applicable',
    },
    {
      name: 'interfaces are hidden, so that not even the need of nodes with one pod is settled',
      given: hiddenIn(aStarburstGroup(200, oneRunning), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces are hidden, and nothing can hold what full nodes need',
      given: hiddenIn(aStarburstGroup(251, oneRunning), 'networkInterfaces', 'vpc-main'),
      expect: needs(251, 420, 'demo/workers 6 more nodes × 60 + 60 that 1 running node of demo/workers still takes'),
    },
    {
      name: 'interfaces are hidden, and the running node may be full already',
      given: hiddenIn(
        aStarburstGroup(380, { ...oneRunning, subnet: { cidr: '10.0.4.0/23' } }),
        'networkInterfaces',
        'vpc-main',
      ),
      expect: 'indeterminate',
    },
    {
      name: 'instance types could not be read',
      given: without(aStarburstGroup(251), 'instanceTypes'),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
