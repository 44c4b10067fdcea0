import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { costsOf, totalOf } from '../../scripts/costs/costs.ts';
import { prices } from '../../scripts/costs/prices.ts';
import { standing } from '../../scripts/costs/standing.ts';
import { assumptions, type Estate, usageOf } from '../../scripts/costs/usage.ts';
import { remember } from '../../shared/app/findings/remember.ts';
import { dynamoMemory } from '../../shared/aws/remember/index.ts';
import { type LocalTables, startLocalTables } from '../support/local-table.ts';
import { anObservation, minute } from '../support/observation-builders.ts';

const present = { metrics: 20, alarms: 6, dashboards: 1, queues: 3 };
const anEstate = (overrides: Partial<Estate> = {}): Estate => ({
  clusters: 100,
  changes: 10_000,
  forwarding: true,
  configRule: true,
  ...overrides,
});
const costOf = (estate: Estate) => totalOf(costsOf(usageOf(estate, present)));

describe('the estimate of costs', () => {
  it('is the sum of units times prices', () => {
    const usage = usageOf(anEstate(), present);
    const sum = Object.entries(prices).reduce(
      (total, [unit, { dollars }]) => total + usage[unit as keyof typeof prices] * dollars,
      0,
    );
    expect(costOf(anEstate())).toBeCloseTo(sum, 6);
  });

  it('grows with clusters and with changes, and in proportion at most', () => {
    const size = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(size, size, (clusters, changes) => {
        const once = costOf(anEstate({ clusters, changes }));
        const twice = costOf(anEstate({ clusters: 2 * clusters, changes: 2 * changes }));
        expect(twice).toBeGreaterThan(once);
        expect(twice).toBeLessThanOrEqual(2 * once);
      }),
    );
  });

  it('asks nothing for what is switched off', () => {
    const off = usageOf(anEstate({ forwarding: false, configRule: false }), present);
    expect([off.forwardedEvent, off.evaluation]).toEqual([0, 0]);
  });

  it('counts what the stack has', () => {
    const { metrics, alarms, queues } = standing();
    expect(queues).toBeGreaterThanOrEqual(3);
    expect(alarms).toBeGreaterThanOrEqual(queues);
    expect(metrics).toBeGreaterThan(10);
  });
});

describe('what is said to be measured', () => {
  let tables: LocalTables;
  beforeAll(async () => {
    tables = await startLocalTables();
  }, 60_000);
  afterAll(() => tables.stop());

  it('is what an evaluation costs that finds the same again', async () => {
    const memory = dynamoMemory(await tables.create());
    await remember(memory, anObservation());
    tables.proxy.calls.clear();
    await remember(memory, anObservation({ observedAt: minute(60) }));
    const calls = [...tables.proxy.calls].map(([name, count]) => [name.split(':').at(-1), count]);
    expect(Object.fromEntries(calls)).toEqual({
      GetItem: assumptions.tableReads.value,
      UpdateItem: assumptions.tableWrites.value,
    });
  });
});
