import { beforeEach, expect, it } from '@jest/globals';
import type { ConfigMemory, Evaluation } from '../../../shared/app/config-rule/ports.ts';
import { account, at, region } from '../../support/config-world.ts';

const rule = { account, region, id: 'config-rule-abc123' };

const anEvaluation = (overrides: Partial<Evaluation> = {}): Evaluation => ({
  resource: { type: 'AWS::EC2::Subnet', id: 'subnet-a' },
  complianceType: 'NON_COMPLIANT',
  annotation: 'Fails a-rule',
  orderedAt: at(0),
  ...overrides,
});

/** What every memory of AWS Config's answers does. `open`: an empty one. */
export function configMemoryContract(open: () => Promise<ConfigMemory>): void {
  let memory: ConfigMemory;
  beforeEach(async () => {
    memory = await open();
  });

  it('remembers what was put, by rule and resource', async () => {
    const subnet = anEvaluation();
    const cluster = anEvaluation({ resource: { type: 'AWS::EKS::Cluster', id: 'demo' }, complianceType: 'COMPLIANT' });
    await memory.markPut(rule, [subnet, cluster]);

    expect(await memory.lastPut(rule, subnet.resource)).toEqual(subnet);
    expect(await memory.lastPut(rule, { type: 'AWS::EC2::Subnet', id: 'demo' })).toBeUndefined();
    expect(await memory.allPut(rule)).toEqual(expect.arrayContaining([subnet, cluster]));
    expect(await memory.allPut(rule)).toHaveLength(2);
  });

  it.each([
    { other: 'rule', change: { id: 'config-rule-abc1' } },
    { other: 'Region', change: { region: 'us-east-1' } },
    { other: 'account', change: { account: '123456789012' } },
  ])('keeps them apart from those of another $other', async ({ change }) => {
    await memory.markPut(rule, [anEvaluation()]);

    expect(await memory.allPut({ ...rule, ...change })).toEqual([]);
    expect(await memory.lastPut({ ...rule, ...change }, anEvaluation().resource)).toBeUndefined();
  });

  it('keeps what is ordered last, in whatever order it comes', async () => {
    await memory.markPut(rule, [anEvaluation({ orderedAt: at(5), annotation: 'Later' })]);
    await memory.markPut(rule, [anEvaluation({ orderedAt: at(4), annotation: 'Earlier' })]);
    const afterEarlier = await memory.lastPut(rule, anEvaluation().resource);
    await memory.markPut(rule, [anEvaluation({ orderedAt: at(5), annotation: 'The same time' })]);

    expect(afterEarlier?.annotation).toBe('Later');
    expect((await memory.lastPut(rule, anEvaluation().resource))?.annotation).toBe('The same time');
  });

  it('holds hundreds', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      anEvaluation({ resource: { type: 'AWS::EC2::Subnet', id: `subnet-${index}` } }),
    );
    await memory.markPut(rule, many);

    expect(await memory.allPut(rule)).toHaveLength(120);
  });
}
