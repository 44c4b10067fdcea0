import { describe, expect, it } from '@jest/globals';
import { discoverPlaces, fits, NobodyFound } from '../../../shared/app/watch/discover.ts';
import type { DiscoveryPorts } from '../../../shared/app/watch/ports.ts';
import { watchTexts } from '../../../shared/app/watch/watch-settings.ts';

const here = { account: '111122223333', region: 'eu-west-1' };
const [shop, bank, closed] = ['222233334444', '333344445555', '444455556666'] as const;

/** An organisation: `shop` and `closed` in the unit of products, `bank` in that of finance. */
function anOrganisation(overrides: Partial<DiscoveryPorts> = {}): DiscoveryPorts {
  const member = (id: string) => ({ id, isActive: id !== closed });
  const units: Readonly<Record<string, readonly string[]>> = {
    'ou-abcd-products1': [shop, closed],
    'ou-abcd-finance11': [bank],
  };
  return {
    directory: {
      accounts: async () => [here.account, shop, bank, closed].map(member),
      accountsIn: async (unit) => (units[unit] ?? []).map(member),
      tagsOf: async (account) => (account === shop ? { team: 'web', stage: 'prod' } : { team: 'core' }),
    },
    clusterPlaces: async () => [
      { account: shop, region: 'eu-west-1' },
      { account: shop, region: 'us-east-1' },
      { account: shop, region: 'us-east-1' },
      { account: closed, region: 'eu-west-1' },
    ],
    ...overrides,
  };
}

const asked = (texts: Readonly<Record<string, string>>) =>
  watchTexts.parse({
    accounts: 'this',
    organizationalUnits: '',
    excludeOrganizationalUnits: '',
    accountTags: '',
    regions: '',
    aggregator: '',
    ...texts,
  });

const discovered = (texts: Readonly<Record<string, string>>, ports = anOrganisation()) =>
  discoverPlaces(asked(texts), here, ports);

const accountsOf = async (texts: Readonly<Record<string, string>>) =>
  (await discovered(texts)).map(({ account }) => account);

describe('discovery', () => {
  it('finds this account and Region when nothing else is asked for, and asks nobody', async () => {
    const refuse = () => Promise.reject(new Error('asked'));
    const silent = { directory: { accounts: refuse, accountsIn: refuse, tagsOf: refuse }, clusterPlaces: refuse };
    expect(await discovered({}, silent)).toEqual([here]);
    expect(await discovered({ accounts: `${shop},${bank}`, regions: 'eu-west-1,us-east-1' }, silent)).toHaveLength(4);
  });

  it('finds the accounts of the organisation that are active', async () => {
    expect(await accountsOf({ accounts: 'organization' })).toEqual([here.account, shop, bank]);
  });

  it('includes and leaves out organizational units', async () => {
    expect(await accountsOf({ accounts: 'organization', organizationalUnits: 'ou-abcd-products1' })).toEqual([shop]);
    expect(await accountsOf({ accounts: 'organization', excludeOrganizationalUnits: 'ou-abcd-finance11' })).toEqual([
      here.account,
      shop,
    ]);
  });

  it('includes and leaves out by tags', async () => {
    expect(await accountsOf({ accounts: 'organization', accountTags: 'team=web,team=ops' })).toEqual([shop]);
    expect(await accountsOf({ accounts: 'organization', accountTags: '!stage=prod' })).toEqual([here.account, bank]);
  });

  it('asks the aggregator where clusters are, and leaves out the accounts that are not wanted', async () => {
    expect(await discovered({ accounts: 'organization', regions: 'discover', aggregator: 'all' })).toEqual([
      { account: shop, region: 'eu-west-1' },
      { account: shop, region: 'us-east-1' },
    ]);
  });

  it('takes nobody for a failure', async () => {
    const nowhere = anOrganisation({ clusterPlaces: async () => [] });
    await expect(discovered({ accounts: 'organization', regions: 'discover' }, nowhere)).rejects.toThrow(NobodyFound);
  });
});

describe('tags of accounts', () => {
  const wanted = (accountTags: string) => asked({ accountTags }).accountTags;
  it.each([
    [{ team: 'web' }, 'team=web', true],
    [{ team: 'web' }, 'team=ops', false],
    [{ team: 'web' }, 'team=ops,team=web', true],
    [{ team: 'web' }, 'team=web,stage=prod', false],
    [{ team: 'web', stage: 'prod' }, 'team=web,stage=prod', true],
    [{ team: 'web', stage: 'prod' }, 'team=web,!stage=prod', false],
    [{}, '!stage=prod', true],
    [{ formula: 'a=b' }, 'formula=a=b', true],
    [{}, 'toString=', false],
  ])('%j with %s: %s', (tags, text, expected) => {
    expect(fits(tags, wanted(text))).toBe(expected);
  });
});

describe('the parameters', () => {
  it.each([
    ['accounts', '12345'],
    ['accounts', ''],
    ['organizationalUnits', 'products'],
    ['accountTags', 'team'],
    ['regions', 'Europe'],
    ['aggregator', 'a b'],
  ])('refuse %s %j', (name, text) => {
    expect(() => asked({ [name]: text })).toThrow();
  });
});
