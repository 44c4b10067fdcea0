import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../../shared/engine/verdict.ts';
import type { NodeGroupRecord } from '../../shared/model/snapshot/cluster.ts';
import type { SubnetRecord } from '../../shared/model/snapshot/vpc.ts';
import { rules } from '../../shared/rules/index.ts';
import { starburstPatches } from '../support/a-starburst-cluster.ts';
import type { Patches } from '../support/layered-patches.ts';
import { route } from '../support/record-builders.ts';
import { runningNodes } from '../support/running-nodes.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

/** Every rule's verdicts on the Starburst cluster after these changes. */
function judge(...changes: readonly Patches[]): readonly Verdict[] {
  const view = viewOf(aSnapshot(starburstPatches(...changes)), { adminAccess: 'ssm' });
  return rules.flatMap((rule) => rule.judge(view));
}
const codesOf = (verdicts: readonly Verdict[], status: Verdict['status']): readonly string[] =>
  [...new Set(verdicts.filter((verdict) => verdict.status === status).map(({ code }) => code))].sort();
const violated = (...changes: readonly Patches[]): readonly string[] => codesOf(judge(...changes), 'non-compliant');

const workers = (group: Partial<NodeGroupRecord>): Patches => ({ cluster: { nodeGroups: { 'demo/workers': group } } });
const support = (group: Partial<NodeGroupRecord> | null): Patches => ({
  cluster: { nodeGroups: { 'demo/support': group } },
});
const subnet = (id: string, change: Partial<SubnetRecord>): Patches => ({ subnets: { [id]: change } });
const nodes = (running: number, held: number): Patches => {
  const four = runningNodes({ count: 4, held: 30 });
  const none = (ids: object) => Object.fromEntries(Object.keys(ids).map((id) => [id, null]));
  const some = runningNodes({ count: running, held });
  return {
    instances: { ...none(four.instances), ...some.instances },
    networkInterfaces: { ...none(four.networkInterfaces), ...some.networkInterfaces },
  };
};
const routes = (table: string, ...further: ReturnType<typeof route>[]): Patches => ({
  routeTables: { [table]: { routes: [route('10.0.0.0/16', 'local', 'local', { origin: 'table' }), ...further] } },
});

interface Departure {
  readonly name: string;
  readonly changes: readonly Patches[];
  /** The codes of all rules that find fault with it. */
  readonly violates: readonly string[];
  /** Touches nothing that another one touches. */
  readonly independent?: true;
}

const free = (freeIpv4Addresses: number) => subnet('subnet-sep', { freeIpv4Addresses });
const internal = { 'kubernetes.io/role/internal-elb': '1' };

const departures: readonly Departure[] = [
  { name: 'a single managed node group', changes: [support(null)], violates: ['J1'] },
  {
    name: 'workers in two zones',
    changes: [
      workers({ subnetIds: ['subnet-sep', 'subnet-b'] }),
      subnet('subnet-b', { cidr: '10.0.6.0/23', freeIpv4Addresses: 400 }),
    ],
    violates: ['A4'],
  },
  {
    name: 'support services in two zones',
    changes: [support({ subnetIds: ['subnet-a', 'subnet-b'] })],
    violates: ['A4'],
  },
  {
    name: 'support services in another zone',
    changes: [support({ subnetIds: ['subnet-b'] })],
    violates: ['A5'],
    independent: true,
  },
  {
    name: 'workers of two sizes',
    changes: [workers({ instanceTypes: ['m5.xlarge', 'm5.2xlarge'] })],
    violates: ['J2'],
    independent: true,
  },
  {
    name: 'a running worker of another size',
    changes: [{ instances: { 'i-workers-subnet-sep-1': { instanceType: 'm5.2xlarge' } } }],
    violates: ['J2'],
  },
  {
    name: 'the coordinator on Spot',
    changes: [workers({ capacityType: 'SPOT' })],
    violates: ['J3'],
    independent: true,
  },
  {
    name: 'a VPC that eksctl made with the cluster',
    changes: [{ vpcs: { 'vpc-main': { tags: { 'alpha.eksctl.io/cluster-name': 'demo' } } } }],
    violates: ['J11'],
    independent: true,
  },
  {
    name: 'the control plane in one zone, as its nodes are',
    changes: [subnet('subnet-b', { zoneId: 'use1-az1' })],
    violates: ['A1', 'B6'],
  },
  {
    name: '209 addresses, 120 of them held: the subnet is too full for the nodes as well',
    changes: [free(89)],
    violates: ['B1', 'B16', 'B3'],
    independent: true,
  },
  {
    name: '209 addresses, although nodes keep fewer warm than Starburst reckons with',
    changes: [
      free(89),
      { cluster: { addOns: { 'vpc-cni': { environment: { WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '10' } } } } },
    ],
    violates: ['B16', 'B2', 'B3'],
  },
  {
    name: '210 addresses, none of them held: enough, though not for nodes full of pods',
    changes: [nodes(0, 0), free(210)],
    violates: ['B2'],
  },
  {
    name: '210 addresses, all of them held: enough, though not for anything more',
    changes: [nodes(7, 30), free(0)],
    violates: ['B16', 'B2', 'B7'],
  },
  {
    name: 'public subnets without their role tag',
    changes: [subnet('subnet-public-a', { tags: {} }), subnet('subnet-public-b', { tags: {} })],
    violates: ['C1'],
    independent: true,
  },
  {
    name: 'one public subnet without its role tag',
    changes: [subnet('subnet-public-b', { tags: {} })],
    violates: ['C1'],
  },
  {
    name: 'private subnets without their role tag, of which one zone has two',
    changes: [subnet('subnet-a', { tags: {} }), subnet('subnet-b', { tags: {} })],
    violates: ['C2', 'C5'],
  },
  {
    name: 'the role tag of public subnets on a private one, beside a public one of the zone',
    changes: [subnet('subnet-sep', { tags: { 'kubernetes.io/role/elb': '1' } })],
    violates: ['C3', 'C5'],
  },
  {
    name: 'another cluster’s tag, which leaves one zone',
    changes: [subnet('subnet-a', { tags: { ...internal, 'kubernetes.io/cluster/other': 'shared' } })],
    violates: ['C2', 'C4'],
  },
  { name: 'no route out, and no endpoints', changes: [routes('rtb-a')], violates: ['D8', 'E2'] },
  {
    name: 'a route out through the other zone',
    changes: [routes('rtb-a', route('0.0.0.0/0', 'nat-gateway', 'nat-b'))],
    violates: ['A8'],
    independent: true,
  },
];

describe('a cluster that is all that Starburst asks for', () => {
  const verdicts = judge();

  it('violates no rule', () => {
    expect(verdicts.flatMap(({ violations }) => violations.map(({ message }) => message))).toEqual([]);
  });

  it('meets every rule that its requirements come down to', () => {
    const met = codesOf(verdicts, 'compliant');
    const asked = ['A1', 'A4', 'A5', 'B1', 'B2', 'B3', 'B6', 'B7', 'C1', 'C2', 'C3', 'D8', 'J1', 'J11', 'J2', 'J3'];
    expect(met).toEqual(expect.arrayContaining(asked));
  });

  it('is not asked to spread its nodes over zones', () => {
    expect(codesOf(verdicts, 'not-applicable')).toContain('A9');
  });
});

describe('a single departure from what Starburst asks for', () => {
  it.each(departures)('$name', ({ changes, violates }) => {
    expect(violated(...changes)).toEqual(violates);
  });

  it('is found beside any others that have nothing to do with it', () => {
    const independent = departures.filter((departure) => departure.independent);
    fc.assert(
      fc.property(fc.subarray(independent), (together) => {
        const expected = [...new Set(together.flatMap(({ violates }) => violates))].sort();
        expect(violated(...together.flatMap(({ changes }) => changes))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
