import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clusterPlaces } from '../../../shared/aws/discover/aggregator.ts';
import { organization } from '../../../shared/aws/discover/organization.ts';
import { type LocalAws, localAccount, startLocalAws } from '../../support/local-aws.ts';

let aws: LocalAws;
const before = { ...process.env };
beforeAll(async () => {
  aws = await startLocalAws();
  Object.assign(process.env, aws.env);
}, 60_000);
afterEach(() => aws.behaviour.reset());
afterAll(async () => {
  await aws.stop();
  process.env = before;
});

const active = (id: string) => ({ id, isActive: true });
const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

describe('an organisation', () => {
  it('has accounts, units at any depth, and tags', async () => {
    const client = new OrganizationsClient({});
    await client.send(new CreateOrganizationCommand({}));
    const { Roots = [] } = await client.send(new ListRootsCommand({}));
    const root = Roots[0]?.Id ?? '';
    const unit = async (Name: string, ParentId: string) =>
      (await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit?.Id ?? '';
    const products = await unit('products', root);
    const web = await unit('web', products);
    const account = async (AccountName: string, DestinationParentId: string) => {
      const command = new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` });
      const id = (await client.send(command)).CreateAccountStatus?.AccountId ?? '';
      await client.send(new MoveAccountCommand({ AccountId: id, SourceParentId: root, DestinationParentId }));
      return id;
    };
    const [shop, portal] = [await account('shop', web), await account('portal', products)];
    await client.send(new TagResourceCommand({ ResourceId: shop, Tags: [{ Key: 'team', Value: 'web' }] }));

    const { accounts, accountsIn, tagsOf } = organization();
    const all = [localAccount, shop, portal].map(active).sort(byId);
    expect([...(await accounts())].sort(byId)).toEqual(all);
    expect([...(await accountsIn(products))].sort(byId)).toEqual([shop, portal].map(active).sort(byId));
    expect(await accountsIn(web)).toEqual([active(shop)]);
    expect(await tagsOf(shop)).toEqual({ team: 'web' });
    expect(await tagsOf(portal)).toEqual({});
  });
});

describe('an aggregator', () => {
  const page = (rows: readonly object[], NextToken?: string) => ({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ Results: rows.map((row) => JSON.stringify(row)), NextToken }),
  });

  it('tells where clusters are, over all pages, each place once', async () => {
    aws.behaviour.reply.set('config:SelectAggregateResourceConfig', (_, body) =>
      body.includes('more')
        ? page([{ 'COUNT(*)': 1, accountId: '444455556666', awsRegion: 'eu-west-1' }])
        : page(
            [
              { 'COUNT(*)': 3, accountId: '222233334444', awsRegion: 'eu-west-1' },
              { 'COUNT(*)': 1, accountId: '222233334444', awsRegion: 'us-east-1' },
              { 'COUNT(*)': 1, accountId: '222233334444', awsRegion: 'us-east-1' },
            ],
            'more',
          ),
    );
    expect(await clusterPlaces('everybody')).toEqual([
      { account: '222233334444', region: 'eu-west-1' },
      { account: '222233334444', region: 'us-east-1' },
      { account: '444455556666', region: 'eu-west-1' },
    ]);
    expect(aws.behaviour.bodies.get('config:SelectAggregateResourceConfig')?.[0]).toContain('"everybody"');
  });

  it('that does not exist is an error', async () => {
    aws.behaviour.denied.add('config:SelectAggregateResourceConfig');
    await expect(clusterPlaces('nobody')).rejects.toThrow();
  });
});
