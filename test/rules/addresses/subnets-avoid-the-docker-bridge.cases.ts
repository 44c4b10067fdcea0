import { unread } from '../../../shared/model/snapshot/known.ts';
import { subnetsAvoidTheDockerBridge } from '../../../shared/rules/addresses/subnets-avoid-the-docker-bridge.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

/** `subnet-a` has this block, and `demo/workers` is changed like this. */
const inBlock = (
  cidr: string,
  group: NonNullable<NonNullable<Patches['cluster']>['nodeGroups']>[string] = {},
  version?: string,
) =>
  aSnapshot({
    cluster: { nodeGroups: { 'demo/workers': group }, ...(version === undefined ? {} : { version }) },
    subnets: { 'subnet-a': { cidr } },
  });

const message = (cidr: string) =>
  `subnet-a (${cidr}) overlaps 172.17.0.0/16, which Docker takes for its bridge, and nodes of demo/workers may run it: nodes with Docker cannot reach it (no route to host).`;

const custom = { amiType: 'CUSTOM' };

export default {
  rule: subnetsAvoidTheDockerBridge,
  cases: [
    { name: 'subnets in 10.0.0.0/16', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'a node subnet inside the bridge’s network, and an image that may have Docker',
      given: inBlock('172.17.8.0/24', custom),
      expect: { 'subnet-a': [message('172.17.8.0/24')], 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
      severity: 'low',
    },
    {
      name: 'a block around the bridge’s network',
      given: inBlock('172.16.0.0/15', custom),
      expect: [message('172.16.0.0/15')],
    },
    { name: 'the neighbour of the bridge’s network', given: inBlock('172.18.0.0/24', custom), expect: 'compliant' },
    {
      name: 'nodes with Amazon Linux 2023 run no Docker',
      given: inBlock('172.17.8.0/24'),
      expect: { 'subnet-a': 'not-applicable', 'subnet-b': 'compliant' },
    },
    {
      name: 'Amazon Linux 2 had Docker until Kubernetes 1.23',
      given: inBlock('172.17.8.0/24', { amiType: 'AL2_x86_64' }, '1.23'),
      expect: [message('172.17.8.0/24')],
    },
    {
      name: 'Amazon Linux 2 without Docker, since Kubernetes 1.24',
      given: inBlock('172.17.8.0/24', { amiType: 'AL2_x86_64' }, '1.24'),
      expect: { 'subnet-a': 'not-applicable' },
    },
    {
      name: 'the images of self-managed nodes are not known',
      given: aSnapshot({
        subnets: { 'subnet-a': { cidr: '172.17.8.0/24' } },
        autoScalingGroups: { 'asg-own': { tags: { 'kubernetes.io/cluster/demo': 'owned' } } },
      }),
      expect: [
        'subnet-a (172.17.8.0/24) overlaps 172.17.0.0/16, which Docker takes for its bridge, and nodes of asg-own may run it: nodes with Docker cannot reach it (no route to host).',
      ],
    },
    {
      name: 'configured to judge as if Docker ran',
      given: inBlock('172.17.8.0/24'),
      parameters: { legacyDocker: true },
      expect: [
        'subnet-a (172.17.8.0/24) overlaps 172.17.0.0/16, which Docker takes for its bridge: nodes with Docker cannot reach it (no route to host).',
      ],
    },
    {
      name: 'the group’s image is not known',
      given: inBlock('172.17.8.0/24', { amiType: unread('denied') }),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
