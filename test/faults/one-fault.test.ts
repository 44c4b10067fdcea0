import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mishap } from '../support/fault-proxy.ts';
import type { Outcome } from '../support/fault-world/outcome.ts';
import { type FaultWorld, startFaultWorld } from '../support/fault-world.ts';

let world: FaultWorld;
let calm: Outcome;
let calls: ReadonlyMap<string, number>;
beforeAll(async () => {
  world = await startFaultWorld();
  calm = await world.breakUnder();
  calls = new Map(world.proxy.calls);
}, 60_000);
afterAll(() => world.stop());

/** What the service asks about networks: a fault of one of them is over when the SDK has tried again, or leaves a fact unread. */
const reads = [
  'autoscaling:DescribeAutoScalingGroups',
  'cloudtrail:DescribeTrails',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeEgressOnlyInternetGateways',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeInstances',
  'ec2:DescribeInternetGateways',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:DescribeManagedPrefixLists',
  'ec2:DescribeNatGateways',
  'ec2:DescribeNetworkAcls',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroupRules',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeTransitGatewayVpcAttachments',
  'ec2:DescribeVpcAttribute',
  'ec2:DescribeVpcEndpoints',
  'ec2:DescribeVpcPeeringConnections',
  'ec2:DescribeVpcs',
  'ec2:DescribeVpnGateways',
  'ec2:GetManagedPrefixListEntries',
  'ec2:GetSubnetCidrReservations',
  'eks:DescribeAddon',
  'eks:DescribeCluster',
  'eks:DescribeFargateProfile',
  'eks:DescribeNodegroup',
  'eks:ListAddons',
  'eks:ListClusters',
  'eks:ListFargateProfiles',
  'eks:ListNodegroups',
  'eks:ListPodIdentityAssociations',
  'elasticloadbalancing:DescribeLoadBalancers',
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'servicequotas:GetServiceQuota',
  'sts:GetCallerIdentity',
];

/** What it remembers and tells by. */
const deeds = [
  'dynamodb:BatchGetItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:TransactWriteItems',
  'dynamodb:UpdateItem',
  'securityhub:BatchImportFindings',
  'sns:Publish',
  'sqs:SendMessage',
];

it('every call that the service makes of AWS is among those that fail here', () => {
  expect([...calls.keys()].sort()).toEqual([...reads, ...deeds].sort());
});

/** Messages that people may hear twice: those whose answer was lost. */
async function expectCalm(arm: () => void, repeats = 0): Promise<void> {
  expect(await world.breakUnder(arm)).toEqual(calm);
  expect(world.repeats()).toBeLessThanOrEqual(repeats);
}

const befall = (action: string, ...mishaps: (Mishap | undefined)[]) => {
  world.proxy.mishaps.set(action, mishaps);
};

describe('a fault of every read, each once', () => {
  it.each(['throttled', 'busy', 'unsent', 'lost', 'cut', 'twice'] as const)(
    '%s, changes nothing',
    async (mishap) => {
      await expectCalm(() => {
        for (const action of reads) befall(action, mishap);
      });
    },
    60_000,
  );
});

describe('a read that is denied for as long as there is something to do', () => {
  it.each(reads)('is made good by the next sweep: %s', async (action) => {
    const { heard, ...rest } = await world.breakUnder(() => {
      world.proxy.befall = (arrival) => (arrival.action === action ? 'denied' : undefined);
    });
    const { heard: calmly, ...calmRest } = calm;
    expect(rest).toEqual(calmRest);
    // What cannot be read may hide what several findings have in common: then people hear of them one by one.
    expect(heard).toEqual(expect.arrayContaining([...calmly]));
    expect(world.repeats()).toBe(0);
  });
});

/** Further ones of the same operation are alike: claims and marks of one finding after the other. */
const mostCalls = 3;

describe.each(deeds)('a fault of %s', (action) => {
  it.each(['throttled', 'busy', 'unsent', 'lost', 'cut', 'twice', 'denied'] as const)(
    '%s, at each call',
    async (mishap) => {
      const isRepeated = action === 'sns:Publish' && ['lost', 'cut', 'twice'].includes(mishap);
      const times = Math.min(calls.get(action) ?? 0, mostCalls);
      for (let nth = 0; nth < times; nth++) {
        await expectCalm(
          () => befall(action, ...Array.from({ length: nth }, () => undefined), mishap),
          isRepeated ? 1 : 0,
        );
      }
    },
    60_000,
  );
});
