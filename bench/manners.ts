import { DeleteRouteCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Memory } from '../shared/app/findings/memory.ts';
import { remember } from '../shared/app/findings/remember.ts';
import { dynamoMemory } from '../shared/aws/remember/index.ts';
import { localAccount, localRegion } from '../test/support/local-aws.ts';
import { eventually, type LocalService, startLocalService } from '../test/support/local-service.ts';
import { startLocalTables } from '../test/support/local-table.ts';
import { anObservation, minute } from '../test/support/observation-builders.ts';
import { seedHundred } from './account.ts';
import { costOf } from './process-cost.ts';
import { number, table } from './table.ts';

/** Of one route, ten clusters' way out, within seconds. */
const burst = 100;
const everywhere = '0.0.0.0/0';
const hub = 'securityhub:BatchImportFindings';

/** How the deployed service treats AWS: calls of a sweep, evaluations of a burst, and what an evaluation costs that finds the same again. */
export async function measureManners(bareRead: string): Promise<string> {
  const { rows, calls } = await ofTheService(bareRead);
  return [table(['', 'aim', 'measured'], [...rows, ...(await ofTheTable())]), calls].join('\n\n');
}

async function ofTheService(bareRead: string): Promise<{ readonly rows: string[][]; readonly calls: string }> {
  const service = await startLocalService();
  try {
    const networks = await seedHundred(service.aws);
    const bound = await callsWhile(service, async () => {
      await costOf([bareRead], { env: service.aws.env });
    });
    const memory = await deployed(service);
    const sweep = await callsWhile(service, () => swept(service, memory));
    const findings = await openFindings(memory);
    const looks = await looksOfBurst(service, memory, networks[0]?.privateRoutes ?? '');
    const rows = [
      ['calls of a sweep of 100 clusters in 10 VPCs, unchanged', number(sumOf(bound)), number(sumOf(sweep, hub))],
      [`calls of Security Hub a sweep, ${number(findings)} open findings unchanged`, '0', number(sweep.get(hub) ?? 0)],
      [`evaluations of ten clusters by a burst of ${burst} events about their route`, `≤ ${10 * 3}`, number(looks)],
    ];
    return { rows, calls: moreThan(bound, sweep) };
  } finally {
    await service.stop();
  }
}

/** The memory of the service, once it has looked at everything and told it. */
async function deployed(service: LocalService): Promise<Memory> {
  const settings = { changeDelaySeconds: '1', changeWindowSeconds: '5', callsPerSecond: '1000' };
  const { FindingsTableName = '' } = await service.deploy(settings);
  Object.assign(process.env, service.ministack.env);
  const memory = dynamoMemory(FindingsTableName);
  await swept(service, memory);
  await told(memory);
  return memory;
}

/** The actions that a sweep calls more often than need be. */
function moreThan(bound: ReadonlyMap<string, number>, sweep: ReadonlyMap<string, number>): string {
  const more = [...sweep].filter(([action, count]) => count > (bound.get(action) ?? 0) && action !== hub).sort();
  const rows = more.map(([action, count]) => [action, number(bound.get(action) ?? 0), number(count)]);
  return table(['Called more often than need be', 'lower bound', 'sweep'], rows);
}

async function callsWhile(service: LocalService, act: () => Promise<void>): Promise<ReadonlyMap<string, number>> {
  service.aws.behaviour.calls.clear();
  await act();
  return new Map(service.aws.behaviour.calls);
}

const sumOf = (calls: ReadonlyMap<string, number>, without = ''): number =>
  [...calls].reduce((sum, [action, count]) => sum + (action === without ? 0 : count), 0);

const clustersOf = (memory: Memory) => memory.clusters(localAccount, localRegion);

/** Sweeps, and waits until every cluster was looked at since. */
async function swept(service: LocalService, memory: Memory): Promise<void> {
  const before = new Date().toISOString();
  await service.invoke('sweep', {});
  const isDone = (clusters: Awaited<ReturnType<typeof clustersOf>>) =>
    clusters.length === 100 && clusters.every(({ observedAt }) => observedAt > before);
  await eventually(() => clustersOf(memory), isDone, 300_000);
}

async function told(memory: Memory): Promise<void> {
  const isDone = (clusters: Awaited<ReturnType<typeof clustersOf>>) => clusters.every(({ pending }) => !pending);
  await eventually(() => clustersOf(memory), isDone, 120_000);
}

const openFindings = async (memory: Memory): Promise<number> =>
  (await clustersOf(memory)).reduce((sum, { counts }) => sum + counts.open, 0);

/** Deletes a route and says so many times, and counts the evaluations from then on until all is quiet. */
async function looksOfBurst(service: LocalService, memory: Memory, routeTableId: string): Promise<number> {
  const looked = () =>
    [...service.ministack.output().matchAll(/"ClustersChecked":(\d+)/g)].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  const ec2 = new EC2Client({ endpoint: service.aws.url });
  const before = looked();
  await ec2.send(new DeleteRouteCommand({ RouteTableId: routeTableId, DestinationCidrBlock: everywhere }));
  const requestParameters = { routeTableId, destinationCidrBlock: everywhere };
  for (let index = 0; index < burst; index++) {
    await service.putEvent({ source: 'aws.ec2', eventName: 'DeleteRoute', requestParameters });
  }
  const lastEvent = new Date().toISOString();
  const users = await memory.clustersUsing(localRegion, routeTableId);
  await eventually(
    () => Promise.all(users.map((user) => memory.cluster(user))),
    (clusters) => clusters.every((cluster) => cluster !== undefined && cluster.observedAt > lastEvent),
    120_000,
  );
  await told(memory);
  return looked() - before;
}

/** What an evaluation writes and reads that finds the same again. */
async function ofTheTable(): Promise<string[][]> {
  const tables = await startLocalTables();
  try {
    const memory = dynamoMemory(await tables.create());
    await remember(memory, anObservation());
    tables.proxy.calls.clear();
    await remember(memory, anObservation({ observedAt: minute(60) }));
    const calls = (kind: RegExp) =>
      [...tables.proxy.calls].reduce((sum, [name, count]) => sum + (kind.test(name) ? count : 0), 0);
    return [
      ['reads of the table by an evaluation that finds the same', '2', number(calls(/Get|Query/))],
      ['writes of the table by an evaluation that finds the same', '1', number(calls(/Update|Put|Write/))],
    ];
  } finally {
    await tables.stop();
  }
}
