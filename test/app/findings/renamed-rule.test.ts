import { expect, it } from '@jest/globals';
import { AnnounceWorld } from '../../support/announce-world.ts';
import { demoCluster } from '../../support/observation-builders.ts';
import { aProblem } from '../../support/report-builders.ts';

const renamed = {
  rules: new Map([['B4', 'Cluster subnets keep six addresses for EKS']]),
  settings: 'settings-of-the-next-release',
};

it('a rule under another name closes nothing, opens nothing and is not told again', async () => {
  const world = new AnnounceWorld();
  await world.observe([aProblem()]);
  await world.announce();
  const [before] = await world.memory.findings(demoCluster);
  expect([world.heard().length, world.received().length]).toEqual([1, 1]);

  await world.observe([aProblem({ rule: 'cluster-subnets-keep-addresses-for-eks' })], renamed);
  await world.announce();
  expect(await world.memory.findings(demoCluster)).toEqual([before]);
  expect([world.heard(), world.received()]).toEqual([[], []]);
});
