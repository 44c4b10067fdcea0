import { describe, expect, it } from '@jest/globals';
import {
  accountKey,
  accountRule,
  rememberReached,
  rememberUnreachable,
} from '../../../shared/app/watch/observe-account.ts';
import { rules } from '../../../shared/rules/index.ts';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { demoCluster } from '../../support/observation-builders.ts';

const { account, region } = demoCluster;
const place = { account, region };
const itself = [accountKey(place).cluster];

/** A service to which an account refuses itself. */
async function refused() {
  const world = new AnnounceWorld();
  const notReached = { since: world.now().toISOString(), reason: 'the role cannot be assumed.' };
  world.pass(1);
  await rememberUnreachable(world.memory, place, notReached, world.now());
  return { world, notReached };
}

describe('an account that cannot be read', () => {
  it('is told as a notice of its own, once, and taken back when it can be', async () => {
    const { world, notReached } = await refused();
    await world.announce(itself);
    const [message] = world.published;
    expect(message?.notification.content.description).toContain(`every cluster; 1 account: ${account}`);
    const text = `Account ${account} cannot be read in ${region} and is not watched since`;
    expect(world.heard()).toEqual([expect.stringContaining(`new: 🟠 High in every cluster: ${text}`)]);
    expect(world.received()).toEqual([`*/X1/account/${account} FAILED`]);

    world.pass(60);
    await rememberUnreachable(world.memory, place, notReached, world.now());
    await world.announce(itself);
    expect(world.heard()).toEqual([]);

    world.pass(60);
    expect(await rememberReached(world.memory, place, world.now())).toBe(true);
    await world.announce(itself);
    expect(world.heard()).toEqual([expect.stringContaining('resolved: ✅ No longer in every cluster: Account')]);
    expect(await rememberReached(world.memory, place, world.now())).toBe(false);
  });

  it('is about the account in Security Hub, and about no cluster', async () => {
    const { world } = await refused();
    await world.announce(itself);
    expect(world.imported[0]?.Resources).toEqual([
      expect.objectContaining({ Type: 'AwsAccount', Id: `AWS::::Account:${account}` }),
    ]);
  });

  it('has a code that no rule may have', () => {
    expect(rules.map(({ code }) => code)).not.toContain(accountRule.code);
    expect(rules.map(({ name }) => name)).not.toContain(accountRule.name);
  });

  it('leaves no trace where it could always be read', async () => {
    const world = new AnnounceWorld();
    expect(await rememberReached(world.memory, place, world.now())).toBe(false);
    expect(await world.memory.cluster(accountKey(place))).toBeUndefined();
  });
});
