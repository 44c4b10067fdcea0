import { readdirSync, readFileSync } from 'node:fs';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isDue } from '../../../shared/app/findings/finding.ts';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { dynamoConfigMemory, dynamoMemory, dynamoTurns } from '../../../shared/aws/remember/index.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';
import { anObservation, demoCluster, minute, verdictOn } from '../../support/observation-builders.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await startLocalTables();
}, 60_000);
afterAll(() => tables.stop());

const releases = readdirSync('test/fixtures').filter((name) => name.startsWith('release-'));
const now = () => new Date(minute(10));

/** A table with what the release stored. */
async function tableOf(release: string): Promise<string> {
  const TableName = await tables.create();
  const items: object[] = JSON.parse(readFileSync(`test/fixtures/${release}/items.json`, 'utf8'));
  for (const item of items) await tables.client.send(new PutItemCommand({ TableName, Item: marshall(item) }));
  return TableName;
}

const statesIn = async (memory: Memory) =>
  Object.fromEntries((await memory.findings(demoCluster)).map(({ resource, state }) => [resource.id, state]));

describe.each(releases)('what %s stored', (release) => {
  it('is known as it was', async () => {
    const table = await tableOf(release);
    const memory = dynamoMemory(table, now);
    expect(await memory.clusters(demoCluster.account, demoCluster.region)).toMatchObject([
      { version: 2, pending: true },
    ]);
    const states = { 'subnet-a': 'open', 'subnet-b': 'resolved', 'subnet-c': 'open', 'subnet-d': 'open' };
    expect(await statesIn(memory)).toEqual(states);
    const findings = await memory.findings(demoCluster);
    const due = (id: string) => findings.filter(({ resource }) => resource.id === id).map((one) => isDue(one, 'sns'));
    expect([due('subnet-a'), due('subnet-b'), due('subnet-d')]).toEqual([[false], [true], [true]]);
    expect(findings.map(({ unmarked }) => unmarked)).toContainEqual(['sns']);
    expect(await memory.uses(demoCluster)).toEqual(['subnet-a', 'vpc-main']);
    expect(await memory.clustersUsing('us-east-1', 'subnet-a')).toEqual([demoCluster]);
  });

  it('is changed by what changed since, and by nothing else', async () => {
    const memory = dynamoMemory(await tableOf(release), now);
    const versions = async () =>
      (await memory.findings(demoCluster)).map(({ resource, version }) => [resource.id, version]);
    const before = new Map((await versions()) as [string, number][]);
    const verdicts = [verdictOn('subnet-a', 'p'), verdictOn('subnet-c', 'f'), verdictOn('subnet-d', 'o')];
    await remember(memory, anObservation({ verdicts, observedAt: minute(9) }));
    const states = { 'subnet-a': 'resolved', 'subnet-b': 'resolved', 'subnet-c': 'open', 'subnet-d': 'open' };
    expect(await statesIn(memory)).toEqual(states);
    const raised = (await versions()).filter(([id, version]) => before.get(String(id)) !== version);
    expect(raised.map(([id]) => id)).toEqual(['subnet-a']);
  });

  it('keeps what AWS Config was told, and whose turn it is', async () => {
    const table = await tableOf(release);
    const { account, region } = demoCluster;
    const put = await dynamoConfigMemory(table, now).allPut({ account, region, id: 'config-rule-abc123' });
    expect(put).toMatchObject([{ complianceType: 'NON_COMPLIANT', resource: { id: 'subnet-a' } }]);
    const turns = dynamoTurns(table, now);
    expect(await turns.take(demoCluster, { holder: 'another', until: minute(12) }, minute(7))).toBe(false);
    expect(await turns.giveBack(demoCluster, { holder: 'a-worker', until: minute(8) })).toBe(minute(3));
  });
});
