import { describe, expect, it } from '@jest/globals';
import { lbcBehaviour } from '../../../shared/model/load-balancer-subnets/behaviour.ts';
import { resolveByCloudProvider } from '../../../shared/model/load-balancer-subnets/cloud-provider.ts';
import type { SubnetWish } from '../../../shared/model/load-balancer-subnets/resolution.ts';
import { resolveSubnets } from '../../../shared/model/load-balancer-subnets/resolve.ts';
import { undecidable, unread } from '../../../shared/model/snapshot/known.ts';
import type { SubnetRecord } from '../../../shared/model/snapshot/vpc.ts';
import { NotObserved } from '../../../shared/model/view/reveal.ts';
import { type Sample, samplesSchema, viewOfSample, type Zones } from '../../support/load-balancer-samples.ts';
import { itWithSamples } from '../../support/samples.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';
import { viewOf } from '../../support/view-of.ts';

function wishOf({ op, namesOrIds, ids, tagSelector }: Sample['input']): SubnetWish {
  if (op === 'nameOrId') return { by: 'names', namesOrIds };
  if (op === undefined) return { by: 'discovery' };
  return ids.length > 0 ? { by: 'ids', ids } : { by: 'tags', tags: tagSelector };
}

/** The controller's answer and ours, in one text each. */
function compare(sample: Sample, zones: Parameters<typeof viewOfSample>[1]): { wanted: string; found: string } {
  const { lb: type, scheme, ipAddressType, gates } = sample.input;
  const behaviour = lbcBehaviour('3.5.0', gates);
  const wish = wishOf(sample.input);
  const request = { type, scheme, ipAddressType, wish, behaviour };
  const { candidatesBy, chosen, error } = resolveSubnets(viewOfSample(sample, zones), request);
  const { path, subnets, kind, error: words } = sample.expected;
  const show = (...parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join(' ');
  return {
    wanted: show(path, kind, words, ...(subnets ?? [])),
    found: show(path && candidatesBy, error?.kind, error?.message, ...chosen.map(({ id }) => id)),
  };
}

describe('what the AWS Load Balancer Controller chooses', () => {
  itWithSamples('lbc.json', 'is what it itself answered, to the word', (samples) => {
    const { meta, vectors } = samplesSchema.parse(samples);
    const wrong = vectors.flatMap((sample) => {
      const { wanted, found } = compare(sample, meta.zones);
      return wanted === found ? [] : [`${sample.id}: ${found}, not ${wanted}`];
    });
    expect(wrong).toEqual([]);
    expect(vectors.length).toBeGreaterThan(60);
  });
});

const zones = {
  'us-east-1a': ['use1-az1', 'availability-zone'],
  'us-east-1b': ['use1-az2', 'availability-zone'],
  'us-east-1-bos-1a': ['use1-bos1-az1', 'local-zone'],
  'us-east-1-odd-1a': ['use1-odd1-az1', 'something-new'],
} satisfies Zones;

interface Asked extends Partial<Omit<Sample['input'], 'subnets' | 'routeTables'>> {
  readonly release?: string;
  /** By id: zone letter or name, then what differs from a subnet with 100 free addresses and no tags. */
  readonly subnets: Readonly<Record<string, Partial<Sample['input']['subnets'][number]>>>;
  /** Those with a route to an internet gateway. */
  readonly public?: readonly string[];
  readonly withoutMainTable?: boolean;
}

function resolve({ release, subnets, public: open = [], withoutMainTable = false, ...input }: Asked) {
  const local = { dest: '10.0.0.0/16', target: 'local', state: 'active' as const };
  const internet = { dest: '0.0.0.0/0', target: 'igw-1', state: 'active' as const };
  const sample = {
    lb: 'alb' as const,
    scheme: 'internet-facing' as const,
    ipAddressType: 'ipv4' as const,
    namesOrIds: [],
    ids: [],
    tagSelector: {},
    ...input,
    subnets: Object.entries(subnets).map(([id, subnet]) => ({
      id,
      az: id.endsWith('b') ? 'us-east-1b' : 'us-east-1a',
      free: 100,
      vpc: 'vpc-1',
      tags: {},
      ...subnet,
    })),
    routeTables: [
      ...(withoutMainTable ? [] : [{ id: 'rtb-main', main: true, subnets: [], routes: [local] }]),
      { id: 'rtb-public', main: false, subnets: [...open], routes: [local, internet] },
    ],
  };
  const { lb: type, scheme, ipAddressType, gates } = sample;
  const request = { type, scheme, ipAddressType, wish: wishOf(sample), behaviour: lbcBehaviour(release, gates) };
  const view = viewOfSample({ input: sample }, zones);
  const resolution = resolveSubnets(view, request);
  return {
    ...resolution,
    ids: resolution.chosen.map(({ id }) => id),
    fateOf: (id: string) => resolution.fates.find(({ subnet }) => subnet.id === id)?.fate,
  };
}

const elb = { 'kubernetes.io/role/elb': '1' };
const foreign = { 'kubernetes.io/cluster/other': 'owned' };
const own = { 'kubernetes.io/cluster/demo': 'shared' };

describe('discovery', () => {
  it('says of each subnet which filter dropped it first', () => {
    const { ids, fateOf, candidatesBy } = resolve({
      ipAddressType: 'dualstack',
      lb: 'nlb',
      subnets: {
        'subnet-1a': { tags: elb, ipv6: 'associated' },
        'subnet-0a': { tags: elb, free: 0 },
        'subnet-2a': { tags: { ...elb, ...foreign }, free: 0 },
        'subnet-3a': { tags: elb, ipv6: 'associating' },
        'subnet-4a': { tags: elb, ipv6: 'associated' },
        'subnet-5a': { tags: { 'kubernetes.io/role/elb': 'shared' } },
        'subnet-6a': {},
        'subnet-1b': { tags: { 'kubernetes.io/role/elb': '' }, ipv6: 'associated' },
      },
    });
    expect([candidatesBy, ids]).toEqual(['role-tag', ['subnet-1a', 'subnet-1b']]);
    expect(
      ['subnet-0a', 'subnet-2a', 'subnet-3a', 'subnet-4a', 'subnet-5a', 'subnet-6a'].map((id) => fateOf(id)),
    ).toEqual([
      'too-few-addresses',
      'foreign-cluster-tag',
      'no-ipv6',
      'another-in-zone',
      'role-tag-value',
      'no-role-tag',
    ]);
  });

  it('counts in its error each subnet under the first filter that drops it', () => {
    const subnets = { 'subnet-1a': { tags: { ...elb, ...foreign }, free: 0 }, 'subnet-2a': { tags: elb, free: 7 } };
    expect(resolve({ subnets }).error).toEqual({
      kind: 'none-eligible',
      message:
        'unable to resolve at least one subnet. Evaluated 2 subnets: 1 are tagged for other clusters, and 1 have insufficient available IP addresses',
    });
    expect(resolve({ subnets, ipAddressType: 'dualstack' }).error?.message).toMatch(
      /, 1 have insufficient available IP addresses, and 0 don't have an associated IPv6 CIDR block, which is required for dualstack load balancers$/,
    );
  });

  it('goes by routes where no subnet is tagged, and needs the main table for that', () => {
    const subnets = { 'subnet-1a': {}, 'subnet-1b': {}, 'subnet-2a': {} };
    expect(resolve({ subnets, public: ['subnet-1a', 'subnet-1b'] })).toMatchObject({
      candidatesBy: 'reachability',
      ids: ['subnet-1a', 'subnet-1b'],
    });
    expect(resolve({ subnets, scheme: 'internal', lb: 'nlb', public: ['subnet-1b'] }).ids).toEqual(['subnet-1a']);
    const withoutTable = resolve({ subnets, public: ['subnet-1a'], withoutMainTable: true });
    expect(withoutTable.error?.kind).toBe('no-main-route-table');
    const needless = { public: Object.keys(subnets), withoutMainTable: true };
    expect(resolve({ subnets, ...needless }).ids).toEqual(['subnet-1a', 'subnet-1b']);
  });

  it('refuses places of several kinds, and kinds that it does not know', () => {
    const subnets = { 'subnet-1a': { tags: elb }, 'subnet-2b': { tags: elb, az: 'us-east-1-bos-1a' } };
    expect(resolve({ subnets }).error).toEqual({
      kind: 'mixed-locales',
      message: 'subnets in multiple locales: [availability-zone local-zone]',
    });
    expect(resolve({ subnets: { 'subnet-1a': { tags: elb, az: 'us-east-1-odd-1a' } } }).error?.kind).toBe(
      'unknown-zone-type',
    );
  });

  it('wants two zones for an Application Load Balancer in regular zones alone', () => {
    const one = { 'subnet-1a': { tags: elb } };
    expect(resolve({ subnets: one }).error?.message).toBe('subnets count less than minimal required count: 1 < 2');
    expect(resolve({ subnets: one, lb: 'nlb' }).ids).toEqual(['subnet-1a']);
    expect(resolve({ subnets: one, gates: { ALBSingleSubnet: true } }).ids).toEqual(['subnet-1a']);
    expect(resolve({ subnets: { 'subnet-1a': { tags: elb, az: 'us-east-1-bos-1a' } } }).ids).toEqual(['subnet-1a']);
    expect(resolve({ subnets: { 'subnet-1a': { tags: elb, outpost: true } } }).ids).toEqual(['subnet-1a']);
  });

  it('does what its gates say', () => {
    const tagged = { 'subnet-1a': { tags: { ...elb, ...foreign } } };
    expect(resolve({ subnets: tagged, lb: 'nlb' }).error?.kind).toBe('none-eligible');
    expect(resolve({ subnets: tagged, lb: 'nlb', gates: { SubnetsClusterTagCheck: false } }).ids).toEqual([
      'subnet-1a',
    ]);
    const untagged = { subnets: { 'subnet-1a': {} }, public: ['subnet-1a'], lb: 'nlb' as const };
    expect(resolve(untagged).ids).toEqual(['subnet-1a']);
    expect(resolve({ ...untagged, gates: { SubnetDiscoveryByReachability: false } }).error?.kind).toBe('none-eligible');
  });
});

describe('older releases', () => {
  it.each([
    ['2.1.1', { 'subnet-1a': { tags: elb } }, 'no-cluster-tag'],
    ['2.1.1', { 'subnet-1a': { tags: { ...elb, 'kubernetes.io/cluster/demo': '' } } }, 'no-cluster-tag'],
    ['2.1.1', { 'subnet-1a': { tags: { ...elb, ...own, ...foreign } } }, 'chosen'],
    ['2.1.2', { 'subnet-1a': { tags: elb } }, 'chosen'],
    ['2.1.2', { 'subnet-1a': { tags: { ...elb, ...foreign } } }, 'foreign-cluster-tag'],
    ['2.2.4', { 'subnet-1a': { tags: elb, free: 1 } }, 'chosen'],
    ['2.3.0', { 'subnet-1a': { tags: elb, free: 1 } }, 'too-few-addresses'],
    ['2.12.0', { 'subnet-1a': {} }, 'no-role-tag'],
    ['2.12.1', { 'subnet-1a': {} }, 'chosen'],
  ])('%s: %j is %s', (release, subnets, fate) => {
    expect(resolve({ release, subnets, lb: 'nlb', public: ['subnet-1a'] }).fateOf('subnet-1a')).toBe(fate);
  });

  it.each([
    ['3.4.3', 'chosen'],
    ['3.5.0', 'no-ipv6'],
  ])('%s: a subnet without IPv6 is %s for a dual-stack load balancer', (release, fate) => {
    const subnets = { 'subnet-1a': { tags: elb } };
    expect(resolve({ release, subnets, lb: 'nlb', ipAddressType: 'dualstack' }).fateOf('subnet-1a')).toBe(fate);
  });
});

describe('named subnets', () => {
  const named = (asked: Partial<Asked> & Pick<Asked, 'namesOrIds'>) =>
    resolve({
      op: 'nameOrId',
      subnets: {
        'subnet-1a': { tags: { Name: 'one', ...foreign }, free: 0 },
        'subnet-2a': { tags: { Name: 'twin' } },
        'subnet-1b': { tags: { Name: 'twin' } },
        'subnet-9b': { vpc: 'vpc-2', tags: { Name: 'elsewhere' } },
      },
      ...asked,
    });

  it('are taken as they are, in the order in which they are named', () => {
    expect(named({ namesOrIds: ['subnet-1b', 'one'] }).ids).toEqual(['subnet-1b', 'subnet-1a']);
    expect(named({ namesOrIds: ['subnet-1a', 'subnet-9b'] }).ids).toEqual(['subnet-1a', 'subnet-9b']);
  });

  it('may be several of one name', () => {
    const twins = named({ namesOrIds: ['twin', 'twin'] });
    expect([twins.ids, twins.notes]).toEqual([
      ['subnet-2a', 'subnet-1b'],
      ['Several subnets bear the name twin: EC2 decides which of them comes first.'],
    ]);
  });

  it.each([
    [['subnet-1a', 'subnet-x'], 'not-found', "InvalidSubnetID.NotFound: The subnet ID 'subnet-x' does not exist"],
    [['subnet-x', 'subnet-y'], 'not-found', "The subnet IDs 'subnet-x, subnet-y' do not exist"],
    [
      ['subnet-1a', 'subnet-1a'],
      'not-found',
      "couldn't find all subnets, want: [subnet-1a subnet-1a], found: [subnet-1a]",
    ],
    [['one', 'none'], 'not-found', "couldn't find all subnets, missing names: [none]"],
    [['elsewhere'], 'not-found', 'missing names: [elsewhere]'],
    [
      ['one', 'one'],
      'name-requested-too-often',
      'subnet with Name tag "one" requested 2 times but only 1 subnet(s) found',
    ],
    [
      ['subnet-1a', 'subnet-2a'],
      'same-az',
      'multiple subnets in same Availability Zone us-east-1a: [subnet-1a subnet-2a]',
    ],
    [['one'], 'too-few', '1 < 2'],
    [[], 'none-eligible', 'unable to resolve at least one subnet'],
  ])('are refused: %j', (namesOrIds, kind, words) => {
    const { error, ids } = named({ namesOrIds });
    expect([error?.kind, ids]).toEqual([kind, []]);
    expect(error?.message).toContain(words);
  });

  it('need IPv6 blocks for a dual-stack load balancer, since 3.5.0', () => {
    const asked = { namesOrIds: ['subnet-1a', 'subnet-1b'], ipAddressType: 'dualstack' as const };
    expect(named(asked).error).toEqual({
      kind: 'no-ipv6',
      message:
        'subnets [subnet-1a subnet-1b] do not have an associated IPv6 CIDR block, which is required for dualstack load balancers',
    });
    expect(named({ ...asked, release: '3.4.3' }).ids).toEqual(['subnet-1a', 'subnet-1b']);
  });
});

describe('selected subnets', () => {
  const subnets = {
    'subnet-1a': { tags: { tier: 'lb' } },
    'subnet-2a': { tags: { tier: 'edge', zone: 'x' } },
    'subnet-1b': { tags: { tier: 'edge' } },
    'subnet-3b': { tags: elb },
  };

  it('bear every tag with one of its values, and pass the other filters', () => {
    const both = resolve({ op: 'selector', subnets, tagSelector: { tier: ['lb', 'edge'] } });
    expect([both.ids, both.candidatesBy, both.fateOf('subnet-3b')]).toEqual([
      ['subnet-1a', 'subnet-1b'],
      'selector',
      'not-requested',
    ]);
    expect(resolve({ op: 'selector', lb: 'nlb', subnets, tagSelector: { tier: ['edge'], zone: ['x'] } }).ids).toEqual([
      'subnet-2a',
    ]);
    expect(resolve({ op: 'selector', subnets, tagSelector: { tier: ['nobody'] } }).error?.kind).toBe('none-eligible');
  });

  it('may be ids', () => {
    expect(resolve({ op: 'selector', subnets, ids: ['subnet-3b', 'subnet-1a'] }).ids).toEqual([
      'subnet-3b',
      'subnet-1a',
    ]);
    expect(resolve({ op: 'selector', subnets, ids: ['subnet-x'] }).error?.message).toBe(
      "failed to list subnets by IDs: InvalidSubnetID.NotFound: The subnet ID 'subnet-x' does not exist",
    );
  });
});

describe('what is not known', () => {
  const request = { type: 'nlb', scheme: 'internal', ipAddressType: 'ipv4', behaviour: lbcBehaviour() } as const;
  const hidden = (change: Partial<SubnetRecord>) => viewOf(aSnapshot({ subnets: { 'subnet-a': change } }));

  it('is raised where it decides', () => {
    const discovery = { ...request, wish: { by: 'discovery' } } as const;
    const tags = unread('ec2:DescribeTags was denied');
    expect(() => resolveSubnets(hidden({ tags }), discovery)).toThrow(NotObserved);
    const freeIpv4Addresses = undecidable('the subnet is not there yet');
    expect(() => resolveSubnets(hidden({ freeIpv4Addresses }), discovery)).toThrow(NotObserved);
    const named = { ...request, wish: { by: 'names', namesOrIds: ['subnet-a'] } } as const;
    expect(resolveSubnets(hidden({ freeIpv4Addresses }), named).chosen.map(({ id }) => id)).toEqual(['subnet-a']);
  });
});

describe('the legacy cloud provider', () => {
  const choose = (scheme: 'internal' | 'internet-facing', tags: Readonly<Record<string, Record<string, string>>>) => {
    const none = Object.fromEntries(
      ['subnet-a', 'subnet-b', 'subnet-public-a', 'subnet-public-b'].map((id) => [id, { tags: {} }]),
    );
    const own = Object.fromEntries(Object.entries(tags).map(([id, set]) => [id, { tags: set }]));
    return resolveByCloudProvider(viewOf(aSnapshot({ subnets: { ...none, ...own } })), scheme);
  };
  const ids = (...asked: Parameters<typeof choose>) => choose(...asked).chosen.map(({ id }) => id);

  it('takes public subnets for internal load balancers too: the lowest id, unless a tag breaks the tie', () => {
    expect(ids('internal', {})).toEqual(['subnet-a', 'subnet-b']);
    expect(ids('internal', { 'subnet-public-a': own })).toEqual(['subnet-public-a', 'subnet-b']);
    const role = { 'kubernetes.io/role/internal-elb': 'whatever' };
    expect(ids('internal', { 'subnet-a': role, 'subnet-public-a': own })).toEqual(['subnet-a', 'subnet-b']);
  });

  it('takes public subnets alone for internet-facing ones, however few addresses they have', () => {
    expect(ids('internet-facing', {})).toEqual(['subnet-public-a', 'subnet-public-b']);
    expect(choose('internet-facing', {}).fates.find(({ subnet }) => subnet.id === 'subnet-a')?.fate).toBe(
      'wrong-reachability',
    );
  });

  it('leaves out what is tagged for other clusters alone, and finds nothing then', () => {
    const all = { 'subnet-a': foreign, 'subnet-b': foreign, 'subnet-public-a': foreign, 'subnet-public-b': foreign };
    expect(choose('internal', all).error).toEqual({
      kind: 'none-eligible',
      message: 'could not find any suitable subnets for creating the ELB',
    });
    expect(ids('internal', { ...all, 'subnet-b': { ...foreign, ...own } })).toEqual(['subnet-b']);
    expect(ids('internal', { 'subnet-a': { 'kubernetes.io/cluster-autoscaler/on': 'true' } })).toEqual([
      'subnet-a',
      'subnet-b',
    ]);
  });
});
