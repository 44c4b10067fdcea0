import { describe, expect, it } from '@jest/globals';
import {
  discoverSubnets,
  type LoadBalancerScheme,
  onePerZone,
  zonesNeeded,
} from '../../shared/model/load-balancer-subnets.ts';
import { AccountView, type ClusterView } from '../../shared/model/view/views.ts';
import { type Sample, samplesSchema, viewOfSample } from '../support/load-balancer-samples.ts';
import { itWithSamples } from '../support/samples.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

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
      const found = answer(viewOfSample(sample, meta.zones), sample.input);
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
