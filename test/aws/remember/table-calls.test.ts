import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { dynamoMemory } from '../../../shared/aws/remember/index.ts';
import { json } from '../../support/aws-proxy/reply.ts';
import { anError, type Mishap } from '../../support/fault-proxy.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';
import { aClusterMemory, anObservation, demoCluster, minute, verdictOn } from '../../support/observation-builders.ts';

let tables: LocalTables;
let table: string;
let memory: Memory;
beforeAll(async () => {
  tables = await startLocalTables();
}, 60_000);
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.create();
  memory = dynamoMemory(table);
  tables.proxy.mishaps.clear();
});

/** The calls that something makes, by operation. */
async function callsOf(something: () => Promise<unknown>): Promise<Record<string, number>> {
  tables.proxy.calls.clear();
  await something();
  return Object.fromEntries([...tables.proxy.calls].map(([action, times]) => [action.replace('dynamodb:', ''), times]));
}
const befall = (operation: string, ...mishaps: (Mishap | undefined)[]) =>
  tables.proxy.mishaps.set(`dynamodb:${operation}`, mishaps);

const ids = (count: number) => Array.from({ length: count }, (_, index) => `subnet-${index}`);
const all = (letter: 'f' | 'p', count = 300) => ids(count).map((id) => verdictOn(id, letter));
/** How many findings of subnets there are in each state. */
const states = async () => {
  const found = (await memory.findings(demoCluster)).map(({ state }) => state);
  const count = (wanted: string) => found.filter((state) => state === wanted).length;
  return { open: count('open'), resolved: count('resolved') };
};

const conflict = anError('TransactionConflictException');
const cancelled = (...codes: string[]) =>
  anError('TransactionCanceledException', {
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const denied = anError('AccessDeniedException');

describe('writes', () => {
  it('are one for an observation that says the same', async () => {
    await remember(memory, anObservation({ verdicts: all('f') }));
    const same = anObservation({ verdicts: all('f').reverse(), observedAt: minute(1) });
    expect(await callsOf(() => remember(memory, same))).toEqual({ GetItem: 2, UpdateItem: 1 });
  });

  it('are none for an observation that comes late', async () => {
    await remember(memory, anObservation({ observedAt: minute(1) }));
    expect(await callsOf(() => remember(memory, anObservation({ verdicts: [] })))).toEqual({ GetItem: 1 });
  });

  it('are one transaction for 98 changes and four for 300', async () => {
    const few = anObservation({ verdicts: all('f', 98), uses: [] });
    expect(await callsOf(() => remember(memory, few))).toMatchObject({ TransactWriteItems: 1 });
    const many = anObservation({ verdicts: all('f', 398), uses: [], observedAt: minute(1) });
    expect(await callsOf(() => remember(memory, many))).toMatchObject({ TransactWriteItems: 4 });
  });
});

describe('a worker that ends in the middle of 300 changes', () => {
  it.each([1, 2, 3])('after %d parts leaves what the next one completes', async (parts) => {
    await remember(memory, anObservation({ verdicts: all('f') }));
    befall('TransactWriteItems', ...Array.from({ length: parts }, () => undefined), denied);
    const fixed = anObservation({ verdicts: all('p'), observedAt: minute(1) });
    await expect(remember(memory, fixed)).rejects.toThrow('AccessDeniedException');
    expect(await states()).toEqual({ open: 300 - 98 * parts, resolved: 98 * parts });
    expect(await memory.cluster(demoCluster)).toMatchObject({
      digest: 'partial',
      pending: true,
      observedAt: minute(1),
    });

    expect(await remember(memory, { ...fixed, observedAt: minute(2) })).toMatchObject({ outcome: 'changed' });
    expect(await states()).toEqual({ open: 0, resolved: 300 });
    expect(await remember(memory, { ...fixed, observedAt: minute(3) })).toMatchObject({ outcome: 'unchanged' });
  });

  it('is overtaken by one that comes in between', async () => {
    const first = anObservation({ verdicts: all('f') });
    const commit = memory.commit;
    let commits = 0;
    const overtaken: Memory = {
      ...memory,
      commit: async (part) => {
        commits += 1;
        if (commits === 3) await remember(memory, anObservation({ verdicts: all('p'), observedAt: minute(1) }));
        return commit(part);
      },
    };
    expect(await remember(overtaken, first)).toMatchObject({ outcome: 'superseded' });
    expect(await states()).toEqual({ open: 0, resolved: 196 });
    expect(await memory.cluster(demoCluster)).toMatchObject({ observedAt: minute(1), counts: { open: 0 } });
  });

  it('leaves an index that the next one completes', async () => {
    const used = (resources: readonly string[]) => memory.index(demoCluster, resources);
    const users = async (resource: string) => (await memory.clustersUsing('us-east-1', resource)).length;
    await used(ids(150));
    befall('TransactWriteItems', undefined, denied);
    await expect(used(['vpc-1', ...ids(50), ...ids(400).slice(300)])).rejects.toThrow('AccessDeniedException');
    await used(['vpc-1', 'subnet-0', 'subnet-399']);
    const counted = await Promise.all(['vpc-1', ...ids(400)].map(users));
    expect(counted.reduce((sum, count) => sum + count)).toBe(3);
    expect(await Promise.all(['vpc-1', 'subnet-0', 'subnet-399'].map(users))).toEqual([1, 1, 1]);
  });
});

describe('an answer that is lost', () => {
  it('does not make a touch look refused', async () => {
    await remember(memory, anObservation());
    befall('UpdateItem', 'lost');
    expect(await remember(memory, anObservation({ observedAt: minute(1) }))).toMatchObject({ outcome: 'unchanged' });
    expect(tables.proxy.calls.get('dynamodb:UpdateItem')).toBeGreaterThan(1);
  });

  it('does not make a commit look refused', async () => {
    befall('TransactWriteItems', 'lost');
    expect(await memory.commit({ before: undefined, cluster: aClusterMemory(), findings: [] })).toBe(true);
  });
});

describe('a transaction of somebody else on the same items', () => {
  it('is waited for', async () => {
    befall('TransactWriteItems', cancelled('TransactionConflict', 'None'), cancelled('None', 'ThrottlingError'));
    await remember(memory, anObservation());
    befall('UpdateItem', conflict, conflict);
    expect(await remember(memory, anObservation({ observedAt: minute(1) }))).toMatchObject({ outcome: 'unchanged' });
  });

  it('is no refusal when it lasts', async () => {
    await remember(memory, anObservation());
    befall('UpdateItem', ...Array.from({ length: 6 }, () => conflict));
    await expect(memory.touch(demoCluster, 1, minute(1))).rejects.toThrow('TransactionConflictException');
  });
});

it('tells what is wrong with a request from a refusal', async () => {
  befall('TransactWriteItems', cancelled('ItemCollectionSizeLimitExceeded', 'TransactionConflict'));
  await expect(memory.commit({ before: undefined, cluster: aClusterMemory(), findings: [] })).rejects.toThrow(
    'ItemCollectionSizeLimitExceeded',
  );
});

it('reads on when a batch comes back in part', async () => {
  const names = ids(3);
  for (const cluster of names)
    await memory.commit({ before: undefined, cluster: aClusterMemory({ cluster }), findings: [] });
  const Keys = [{ pk: { S: 'C#111122223333#us-east-1#subnet-1' }, sk: { S: '#' } }];
  befall('BatchGetItem', json(200, { Responses: {}, UnprocessedKeys: { [table]: { Keys } } }));
  expect((await memory.clusters('111122223333', 'us-east-1')).map(({ cluster }) => cluster)).toEqual(['subnet-1']);
});
