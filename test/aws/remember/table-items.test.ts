import { type AttributeValue, PutItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { tellingOf } from '../../../shared/app/findings/finding.ts';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import { observedGone } from '../../../shared/app/findings/observation.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { dynamoMemory } from '../../../shared/aws/remember/index.ts';
import { type LocalTables, startLocalTables } from '../../support/local-table.ts';
import { anObservation, demoCluster, minute, verdictOn } from '../../support/observation-builders.ts';
import { aViolation } from '../../support/report-builders.ts';

let tables: LocalTables;
let table: string;
let memory: Memory;
beforeAll(async () => {
  tables = await startLocalTables();
}, 60_000);
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.create();
  memory = dynamoMemory(table, () => new Date(minute(0)));
});

type RawItem = Record<string, AttributeValue>;
const items = async (): Promise<RawItem[]> =>
  (await tables.client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? [];
const keyed = async () => {
  const all = (await items()).map((item) => unmarshall(item));
  return Object.fromEntries(all.map(({ pk, sk, ...rest }) => [`${pk} / ${sk}`, rest]));
};
/** As DynamoDB counts it, nearly. */
const bytesOf = (item: RawItem | undefined) => Buffer.byteLength(JSON.stringify(unmarshall(item ?? {})));
const cluster = 'C#111122223333#us-east-1#demo';

describe('the items', () => {
  it('have the keys of the design and a schema version', async () => {
    await remember(memory, anObservation());
    const all = await keyed();
    expect(Object.keys(all).sort()).toEqual([
      `A#111122223333#us-east-1 / ${cluster}`,
      `${cluster} / #`,
      `${cluster} / F#B4#subnet#subnet-a`,
      `${cluster} / R`,
      `R#us-east-1#subnet-a / ${cluster}`,
      `R#us-east-1#vpc-main / ${cluster}`,
    ]);
    expect(Object.values(all).map(({ schema }) => schema)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('hold what each target was told and who claims to tell it', async () => {
    await remember(memory, anObservation());
    const [finding] = await memory.findings(demoCluster);
    if (!finding) throw new Error('nothing was remembered');
    const claim = { target: 'sns', version: 1, until: minute(1) } as const;
    await memory.claim(demoCluster, finding, claim, minute(0));
    await memory.claim(demoCluster, finding, { ...claim, target: 'security-hub' }, minute(0));
    await memory.told(demoCluster, finding, claim, tellingOf(finding));
    expect((await keyed())[`${cluster} / F#B4#subnet#subnet-a`]).toMatchObject({
      'told.sns': { version: 1, state: 'open', severity: 'high', kinds: ['tooFew subnet-a'] },
      'claim.security-hub': { version: 1, until: minute(1) },
    });
  });

  it('of closed findings expire after 400 days, until they are opened again', async () => {
    const expiries = async () => {
      const all = Object.entries(await keyed()).filter(([, { expiresAt }]) => expiresAt !== undefined);
      return all.map(([key, { expiresAt }]) => [key, new Date(expiresAt * 1_000).toISOString()]);
    };
    await remember(memory, anObservation());
    await remember(memory, anObservation({ observedAt: minute(1), verdicts: [verdictOn('subnet-a', 'p')] }));
    expect(await expiries()).toEqual([[`${cluster} / F#B4#subnet#subnet-a`, '2027-12-26T09:01:00.000Z']]);
    await remember(memory, anObservation({ observedAt: minute(2) }));
    expect(await expiries()).toEqual([]);
  });

  it('of a deleted cluster all expire, its findings first, until it is back', async () => {
    const lasting = async () =>
      Object.entries(await keyed()).flatMap(([key, { expiresAt }]) => (expiresAt === undefined ? [key] : []));
    await remember(memory, anObservation());
    const before = await memory.cluster(demoCluster);
    if (!before) throw new Error('nothing was remembered');
    await remember(memory, observedGone(before, minute(1)));
    expect(await lasting()).toEqual([`${cluster} / R`]);
    const [finding, ...others] = Object.values(await keyed())
      .flatMap(({ expiresAt }) => expiresAt ?? [])
      .sort();
    expect(others.map((other) => (other - finding) / 86_400)).toEqual([30, 30]);
    await remember(memory, anObservation({ observedAt: minute(2) }));
    expect(await lasting()).toHaveLength(6);
  });

  it('stay small whatever is wrong', async () => {
    const ids = Array.from({ length: 3_000 }, (_, index) => `subnet-0123456789abcdef${index}`);
    const long = 'x'.repeat(5_000);
    const violations = ids.map((id, index) =>
      aViolation({
        kind: `kind-${index}`,
        message: long,
        evidence: { subnet: id, subnets: ids, sizes: ids.map((_, size) => size), note: long },
        fix: { text: long, command: long },
      }),
    );
    const verdict = { ...verdictOn('subnet-a', 'f'), violations };
    const unread = ids.map((id) => verdictOn(id, 'i'));
    await remember(memory, anObservation({ verdicts: [verdict, ...unread] }));
    const all = Object.fromEntries((await items()).map((item) => [String(item.sk?.S), item]));
    expect(bytesOf(all['#'])).toBeLessThan(4_096);
    expect(bytesOf(all['F#B4#subnet#subnet-a'])).toBeLessThan(16_384);
    expect(await memory.cluster(demoCluster)).toMatchObject({ unread: null });
    await remember(memory, anObservation({ observedAt: minute(1), verdicts: [verdict, ...unread.slice(0, 60)] }));
    const [item] = (await items()).filter(({ sk }) => sk?.S === '#');
    expect(bytesOf(item)).toBeLessThan(4_096);
    expect((await memory.cluster(demoCluster))?.unread).toHaveLength(60);
  });

  it('keep attributes that this release knows nothing of', async () => {
    await remember(memory, anObservation());
    await tables.client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall({ pk: cluster, sk: '#' }),
        UpdateExpression: 'SET dirtyAt = :time',
        ExpressionAttributeValues: marshall({ ':time': minute(5) }),
      }),
    );
    await remember(memory, anObservation({ observedAt: minute(1), verdicts: [] }));
    expect((await keyed())[`${cluster} / #`]).toMatchObject({ dirtyAt: minute(5), version: 2 });
    expect(await memory.cluster(demoCluster)).not.toHaveProperty('dirtyAt');
  });

  it.each([
    ['of another schema', { schema: 2 }, 'this release reads items of schema 1, not 2'],
    ['without a schema', { schema: undefined }, 'this release reads items of schema 1, not undefined'],
    ['with a member of another type', { version: 'one' }, 'expected number, received string'],
    ['without a member', { pending: undefined }, 'expected boolean, received undefined'],
  ])('%s are refused', async (_, changes, message) => {
    await remember(memory, anObservation());
    const [item] = (await items()).filter(({ sk }) => sk?.S === '#');
    const changed = marshall({ ...unmarshall(item ?? {}), ...changes }, { removeUndefinedValues: true });
    await tables.client.send(new PutItemCommand({ TableName: table, Item: changed }));
    await expect(memory.cluster(demoCluster)).rejects.toThrow(message);
  });
});
