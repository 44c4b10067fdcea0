import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Memory } from '../../shared/app/findings/memory.ts';
import { remember } from '../../shared/app/findings/remember.ts';
import { dynamoConfigMemory, dynamoMemory, dynamoTurns } from '../../shared/aws/remember/index.ts';
import { startLocalTables } from './local-table.ts';
import { anObservation, demoCluster, minute, verdictOn } from './observation-builders.ts';

/** The items that this release stores of a short life of findings, in the order of their keys. */
export async function storedItems(): Promise<readonly object[]> {
  const tables = await startLocalTables();
  try {
    const table = await tables.create();
    await live(table);
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    return Items.map((item) => unmarshall(item)).sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
  } finally {
    await tables.stop();
  }
}

/** One finding of each kind: told, claimed and never marked, resolved, unconfirmed, not told yet. */
async function live(table: string): Promise<void> {
  const now = () => new Date(minute(10));
  const memory = dynamoMemory(table, now);
  const first = [verdictOn('subnet-a', 'f'), verdictOn('subnet-b', 'f'), verdictOn('subnet-c', 'f')];
  await remember(memory, anObservation({ verdicts: first }));
  await tellAll(memory);
  const then = [
    ...first.slice(0, 1),
    verdictOn('subnet-b', 'p'),
    verdictOn('subnet-c', 'i'),
    verdictOn('subnet-d', 'o'),
  ];
  await remember(memory, anObservation({ verdicts: then, observedAt: minute(5) }));
  const pending = (await memory.findings(demoCluster)).find(({ resource }) => resource.id === 'subnet-d');
  if (pending) {
    const claim = { target: 'sns', version: pending.version, until: minute(7) } as const;
    await memory.claim(demoCluster, pending, claim, minute(6));
  }
  const { account, region } = demoCluster;
  const rule = { account, region, id: 'config-rule-abc123' };
  const resource = { type: 'AWS::EC2::Subnet', id: 'subnet-a' };
  const annotation = 'Fails cluster-subnets-have-addresses-for-eks';
  const evaluation = { resource, complianceType: 'NON_COMPLIANT', annotation, orderedAt: minute(0) } as const;
  await dynamoConfigMemory(table, now).markPut(rule, [evaluation]);
  const turns = dynamoTurns(table, now);
  await turns.demand(demoCluster, minute(3));
  await turns.take(demoCluster, { holder: 'a-worker', until: minute(8) }, minute(4));
}

async function tellAll(memory: Memory): Promise<void> {
  for (const finding of await memory.findings(demoCluster)) {
    const { version, state, severity, kinds } = finding;
    for (const target of ['security-hub', 'sns'] as const) {
      const claim = { target, version, until: minute(3) };
      await memory.claim(demoCluster, finding, claim, minute(2));
      await memory.told(demoCluster, finding, claim, { version, state, severity, kinds });
    }
  }
}
