import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import {
  discoverSubnets,
  type LoadBalancerScheme,
  onePerZone,
  zonesNeeded,
} from '../../shared/model/load-balancer-subnets.ts';
import type { SubnetRecord } from '../../shared/model/snapshot/vpc.ts';
import { AccountView, type ClusterView } from '../../shared/model/view/views.ts';
import { route } from '../support/record-builders.ts';
import { itWithSamples } from '../support/samples.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const sampleSchema = z.object({
  id: z.string(),
  input: z.object({
    op: z.string().optional(),
    gates: z.record(z.string(), z.boolean()).optional(),
    lb: z.enum(['alb', 'nlb']),
    scheme: z.enum(['internet-facing', 'internal']),
    ipAddressType: z.string().default('ipv4'),
    subnets: z.array(
      z.object({
        id: z.string(),
        az: z.string(),
        free: z.int(),
        outpost: z.boolean().optional(),
        ipv6: z.string().optional(),
        vpc: z.string().default('vpc-1'),
        tags: z.record(z.string(), z.string()).default({}),
      }),
    ),
    routeTables: z
      .array(
        z.object({
          id: z.string(),
          main: z.boolean().default(false),
          subnets: z.array(z.string()).default([]),
          routes: z
            .array(
              z.object({
                dest: z.string(),
                target: z.string(),
                state: z.enum(['active', 'blackhole']).default('active'),
              }),
            )
            .default([]),
        }),
      )
      .default([]),
  }),
  expected: z.object({
    subnets: z.array(z.string()).optional(),
    kind: z.string().optional(),
    path: z.string().optional(),
  }),
});
type Sample = z.output<typeof sampleSchema>;

const samplesSchema = z.object({
  meta: z.object({ zones: z.record(z.string(), z.tuple([z.string(), z.string()])) }),
  vectors: z.array(sampleSchema),
});

const targetKind = (id: string) =>
  id === 'local' ? 'local' : id.startsWith('igw-') ? 'internet-gateway' : 'nat-gateway';

function viewOf({ input }: Sample, zones: z.output<typeof samplesSchema>['meta']['zones']): ClusterView {
  const healthy = aSnapshot({ cluster: { vpcId: 'vpc-1' } });
  const [template] = healthy.subnets as SubnetRecord[];
  if (!template) throw new Error('the healthy snapshot has subnets');
  const snapshot = {
    ...healthy,
    subnets: input.subnets.map(({ id, az, free, outpost, ipv6, vpc, tags }) => ({
      ...template,
      id,
      vpcId: vpc,
      zone: az,
      zoneId: zones[az]?.[0] ?? '',
      freeIpv4Addresses: free,
      ipv6Cidrs: ipv6 === 'associated' ? ['2001:db8::/64'] : [],
      tags,
      ...(outpost ? { outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' } : {}),
    })),
    routeTables: input.routeTables.map(({ id, main, subnets, routes }) => ({
      id,
      vpcId: 'vpc-1',
      ownerId: '111122223333',
      main,
      subnetIds: subnets,
      propagatingGatewayIds: [],
      tags: {},
      routes: routes.map(({ dest, target, state }) => route(dest, targetKind(target), target, { state })),
    })),
    availabilityZones: Object.entries(zones).map(([name, [id, type]]) => ({ id, name, type })),
  };
  const [view] = new AccountView(snapshot).clusters;
  if (!view) throw new Error('the sample has a cluster');
  return view;
}

function answer(view: ClusterView, { lb, scheme, ipAddressType }: Sample['input']): string {
  const discovery = discoverSubnets(view, scheme, { dualStack: ipAddressType.startsWith('dualstack') });
  const { by, chosen, locales } = discovery;
  const short = chosen.length < zonesNeeded(discovery, lb === 'alb' ? 2 : 1);
  const outcome =
    chosen.length === 0
      ? 'none-eligible'
      : locales.length > 1
        ? 'mixed-locales'
        : short
          ? 'too-few'
          : chosen.map(({ id }) => id).join(' ');
  return `${by}: ${outcome}`;
}

/** What the controller refuses for want of facts: our answer there is that it cannot be told. */
const undecided = new Set(['no-main-route-table', 'unknown-zone-type']);

describe('the subnets that the AWS Load Balancer Controller discovers', () => {
  itWithSamples('lbc.json', 'are those that the controller itself chose', (samples) => {
    const { meta, vectors } = samplesSchema.parse(samples);
    const comparable = vectors.filter(
      ({ input, expected }) => !input.op && !input.gates && !undecided.has(expected.kind ?? ''),
    );
    const wrong = comparable.flatMap((sample) => {
      const expected = `${sample.expected.path}: ${sample.expected.subnets?.join(' ') ?? sample.expected.kind}`;
      const found = answer(viewOf(sample, meta.zones), sample.input);
      return found === expected ? [] : [`${sample.id}: ${found}, not ${expected}`];
    });
    expect(wrong).toEqual([]);
    expect(comparable.length).toBeGreaterThan(20);
  });

  const discovered = (patches: Parameters<typeof aSnapshot>[0], scheme: LoadBalancerScheme = 'internet-facing') => {
    const [view] = new AccountView(aSnapshot(patches)).clusters;
    if (!view) throw new Error('no cluster');
    const { by, chosen, dropped } = discoverSubnets(view, scheme, { dualStack: false });
    return [by, chosen.map(({ id }) => id), dropped.map(({ subnet, obstacle }) => `${subnet.id} ${obstacle}`)];
  };

  it('are the tagged ones, wherever they lead', () => {
    const tags = { 'kubernetes.io/role/elb': '1' };
    expect(discovered({ subnets: { 'subnet-a': { tags, zone: 'us-east-1c', zoneId: 'use1-az3' } } })).toEqual([
      'role-tag',
      ['subnet-a', 'subnet-public-a', 'subnet-public-b'],
      [],
    ]);
  });
  it('are told by reachability where no subnet of the VPC is tagged for the scheme', () => {
    const untagged = { tags: {} };
    const subnets = { 'subnet-a': untagged, 'subnet-b': { tags: { 'kubernetes.io/role/internal-elb': '0' } } };
    expect(discovered({ subnets }, 'internal')).toEqual(['reachability', ['subnet-a', 'subnet-b'], []]);
  });
  it('leave out what is tagged for others alone, before what is full', () => {
    const foreign = { 'kubernetes.io/role/elb': '1', 'kubernetes.io/cluster/other': 'owned' };
    const subnets = {
      'subnet-public-a': { tags: foreign, freeIpv4Addresses: 0 },
      'subnet-public-b': { freeIpv4Addresses: 7 },
    };
    expect(discovered({ subnets })).toEqual([
      'role-tag',
      [],
      ['subnet-public-a foreign-cluster-tag', 'subnet-public-b too-few-addresses'],
    ]);
  });
});

describe('the choice within a zone', () => {
  const chosen = (tags: Record<string, Record<string, string>>) => {
    const subnets = Object.fromEntries(
      Object.entries(tags).map(([id, own]) => [id, { tags: own, zone: 'us-east-1a' }]),
    );
    const account = new AccountView(aSnapshot({ subnets }));
    const candidates = Object.keys(tags).flatMap((id) => account.subnets.find(id) ?? []);
    return onePerZone({ name: 'demo' }, candidates).map(({ id }) => id);
  };

  it('falls on this cluster’s tag, then on the lowest id', () => {
    const own = { 'kubernetes.io/cluster/demo': 'shared' };
    expect(chosen({ 'subnet-0b': {}, 'subnet-0a': {} })).toEqual(['subnet-0a']);
    expect(chosen({ 'subnet-0a': {}, 'subnet-0b': own })).toEqual(['subnet-0b']);
    expect(chosen({ 'subnet-0c': own, 'subnet-0a': {}, 'subnet-0b': own })).toEqual(['subnet-0b']);
  });
});
