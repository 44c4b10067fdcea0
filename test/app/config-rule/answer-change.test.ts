import { describe, expect, it } from '@jest/globals';
import { answerConfig } from '../../../shared/app/config-rule/answer-config.ts';
import type { ChangeQuestion } from '../../../shared/app/config-rule/question.ts';
import { aChange, account, at, configWorld, region } from '../../support/config-world.ts';
import { aWaiver } from '../../support/observation-builders.ts';
import { aMissing, aProblem, aVerdict } from '../../support/report-builders.ts';

type World = ReturnType<typeof configWorld>;

const subnet = { type: 'AWS::EC2::Subnet', id: 'subnet-a' };
const theCluster = { type: 'AWS::EKS::Cluster', id: 'demo' };
const fails = 'Fails cluster-subnets-have-addresses-for-eks';
const passes = 'No rule fails on it for any watched cluster.';
const inapplicable = 'No rule applies to it for any watched cluster.';

/** Asks once, and returns what AWS Config was told. */
async function told(world: World, overrides: Partial<ChangeQuestion> = {}) {
  const answer = await answerConfig(world.ports, aChange(overrides));
  expect(world.puts.flatMap(({ evaluations }) => evaluations)).toEqual(answer.evaluations);
  return answer.evaluations;
}

describe('a resource that no watched cluster uses', () => {
  it('costs no look at AWS and no evaluation', async () => {
    const world = configWorld();
    await world.observe({ uses: ['subnet-b'], verdicts: [aVerdict()] });

    expect(await told(world)).toEqual([]);
    expect(world.checked).toEqual([]);
  });

  it('is taken back when AWS Config was told of it before, once', async () => {
    const world = configWorld();
    await world.told({ resource: subnet, complianceType: 'NON_COMPLIANT' });

    const first = await answerConfig(world.ports, aChange());
    const second = await answerConfig(world.ports, aChange({ capturedAt: at(1) }));

    expect(first.evaluations).toEqual([
      { resource: subnet, complianceType: 'NOT_APPLICABLE', annotation: inapplicable, orderedAt: at(0) },
    ]);
    expect(second.evaluations).toEqual([]);
  });
});

describe('a resource that a watched cluster uses', () => {
  it('is answered from memory when that is later than the change by more than a minute', async () => {
    const world = configWorld();
    await world.observe({ at: at(2), verdicts: [aProblem()] });

    expect(await told(world)).toEqual([
      { resource: subnet, complianceType: 'NON_COMPLIANT', annotation: fails, orderedAt: at(2) },
    ]);
    expect(world.checked).toEqual([]);
  });

  it.each([at(-5), at(1)])('is looked at now when memory is of %s', async (remembered) => {
    const world = configWorld();
    await world.observe({ at: remembered, verdicts: [aProblem()] });
    world.ready({ at: at(3), verdicts: [aVerdict()] });

    expect(await told(world)).toEqual([
      { resource: subnet, complianceType: 'COMPLIANT', annotation: passes, orderedAt: at(3) },
    ]);
    expect(world.checked).toEqual([['demo']]);
  });

  it('has the worst verdict of all clusters that use it, and the failing rules of each', async () => {
    const world = configWorld();
    await world.observe({ cluster: 'a', at: at(2), verdicts: [aVerdict()] });
    await world.observe({ cluster: 'b', at: at(3), verdicts: [aProblem()] });
    await world.observe({ cluster: 'c', at: at(4), verdicts: [aProblem({ code: 'B3', rule: 'another-rule' })] });

    expect(await told(world)).toMatchObject([
      { complianceType: 'NON_COMPLIANT', annotation: `Fails another-rule, ${fails.slice(6)}`, orderedAt: at(4) },
    ]);
  });

  it('stays non-compliant while it is waived, and says until when', async () => {
    const world = configWorld();
    await world.observe({ at: at(2), verdicts: [aProblem({ waiver: aWaiver })] });
    expect(await told(world)).toEqual([
      {
        resource: subnet,
        complianceType: 'NON_COMPLIANT',
        annotation: 'Waived until 2026-12-31: cluster-subnets-have-addresses-for-eks',
        orderedAt: at(2),
      },
    ]);
  });

  it('is neither called compliant nor anything else while what fails may pass by itself', async () => {
    const world = configWorld();
    const seen = { at: at(2), verdicts: [aProblem(), aVerdict({ code: 'A1' })] };
    await world.observe({ ...seen, graceMinutes: new Map([['B4', 30]]) });
    expect(await answerConfig(world.ports, aChange())).toEqual({ evaluations: [], undecided: 1 });
  });

  it('has no verdict of another resource', async () => {
    const world = configWorld();
    const elsewhere = aProblem({ resource: { type: 'subnet', id: 'subnet-b' } });
    await world.observe({ at: at(2), uses: ['subnet-a', 'subnet-b'], verdicts: [elsewhere, aVerdict()] });

    expect(await told(world)).toMatchObject([{ resource: subnet, complianceType: 'COMPLIANT' }]);
  });

  it.each([
    { lacks: 'a fact about it', verdict: aVerdict({ missing: [aMissing()] }) },
    {
      lacks: 'a fact about its cluster',
      verdict: aVerdict({ resource: { type: 'cluster', id: 'demo' }, missing: [aMissing()] }),
    },
  ])('has no verdict while $lacks could not be read', async ({ verdict }) => {
    const world = configWorld();
    await world.observe({ at: at(2), verdicts: [verdict, aVerdict({ code: 'B9' })] });

    expect(await answerConfig(world.ports, aChange())).toEqual({ evaluations: [], undecided: 1 });
    expect(world.puts).toEqual([]);
  });

  it('is compliant when all that is missing is a declaration', async () => {
    const world = configWorld();
    const undeclared = aVerdict({ code: 'C9', missing: [aMissing({ kind: 'undeclared' })] });
    await world.observe({ at: at(2), verdicts: [undeclared, aVerdict()] });

    expect(await told(world)).toMatchObject([{ complianceType: 'COMPLIANT' }]);
  });

  it('has no verdict when nothing at all could be decided', async () => {
    const world = configWorld();
    await world.observe({ at: at(2), verdicts: [aVerdict({ missing: [aMissing({ kind: 'undeclared' })] })] });

    expect(await answerConfig(world.ports, aChange())).toEqual({ evaluations: [], undecided: 1 });
  });

  it('stays non-compliant when a later look cannot see whether that still holds', async () => {
    const world = configWorld();
    await world.observe({ at: at(-9), verdicts: [aProblem()] });
    world.ready({ at: at(1), verdicts: [aVerdict({ missing: [aMissing()] })] });

    expect(await told(world)).toMatchObject([{ complianceType: 'NON_COMPLIANT', orderedAt: at(1) }]);
  });

  it('is not called compliant by what was seen before the change', async () => {
    const world = configWorld();
    await world.observe({ at: at(-1), verdicts: [aVerdict()] });

    expect(await answerConfig(world.ports, aChange())).toEqual({ evaluations: [], undecided: 1 });
    expect(world.checked).toEqual([['demo']]);
  });

  it('has no verdict while what was seen is not yet written as a whole', async () => {
    const world = configWorld();
    await world.observe({ at: at(2), verdicts: [aVerdict()] });
    const [before] = await world.memory.clusters(account, region);
    if (!before) throw new Error('nothing is remembered');
    const inPart = { ...before, version: before.version + 1, digest: 'partial' };
    await world.memory.commit({ before, cluster: inPart, findings: [] });

    expect(await answerConfig(world.ports, aChange())).toEqual({ evaluations: [], undecided: 1 });
  });

  it('is not applicable when no rule applies to the only cluster', async () => {
    const world = configWorld();
    await world.told({ resource: subnet });
    await world.observe({ at: at(2), verdicts: [aVerdict({ status: 'not-applicable', reason: 'Not on EC2.' })] });

    expect(await told(world)).toMatchObject([{ complianceType: 'NOT_APPLICABLE' }]);
  });
});

describe('a resource without verdicts of its own', () => {
  const acl = { type: 'AWS::EC2::NetworkAcl', id: 'acl-1' };

  it('fails the rules of which it is the cause', async () => {
    const world = configWorld();
    const blocked = aProblem({}, { cause: { kind: 'network-acl-entry', resource: 'acl-1 egress 100' } });
    await world.observe({ at: at(2), uses: ['acl-1'], verdicts: [blocked] });

    expect(await told(world, { resource: acl })).toMatchObject([
      { complianceType: 'NON_COMPLIANT', annotation: fails },
    ]);
  });

  it('is compliant only when everything could be read', async () => {
    const world = configWorld();
    const other = { type: 'subnet' as const, id: 'subnet-b' };
    await world.observe({ at: at(2), uses: ['acl-1'], verdicts: [aVerdict()] });
    await world.observe({ cluster: 'b', at: at(2), uses: ['acl-1'], verdicts: [aVerdict()] });
    const before = await answerConfig(world.ports, aChange({ resource: acl }));
    await world.observe({
      cluster: 'b',
      at: at(3),
      uses: ['acl-1'],
      verdicts: [aVerdict({ resource: other, missing: [aMissing()] })],
    });
    const after = await answerConfig(world.ports, aChange({ resource: acl }));

    expect(before.evaluations).toMatchObject([{ complianceType: 'COMPLIANT' }]);
    expect(after).toEqual({ evaluations: [], undecided: 1 });
  });
});

describe('a cluster', () => {
  it('is looked at when it is new, and answers for what AWS Config does not know', async () => {
    const world = configWorld();
    const group = { type: 'node-group' as const, id: 'demo/workers' };
    const eni = { type: 'control-plane-interface' as const, id: 'eni-1' };
    world.ready({
      at: at(1),
      verdicts: [
        aProblem({ code: 'J1', rule: 'node-rule', resource: group }),
        aProblem({ code: 'H1', rule: 'interface-rule', resource: eni }),
        aProblem(),
      ],
    });

    expect(await told(world, { resource: theCluster })).toEqual([
      {
        resource: theCluster,
        complianceType: 'NON_COMPLIANT',
        annotation: 'Fails interface-rule, node-rule',
        orderedAt: at(1),
      },
    ]);
    expect(world.checked).toEqual([['demo']]);
  });

  it('is undecided when it cannot be read', async () => {
    expect(await answerConfig(configWorld().ports, aChange({ resource: theCluster }))).toEqual({
      evaluations: [],
      undecided: 1,
    });
  });

  it('is undecided while something about its node groups is not known', async () => {
    const world = configWorld();
    const group = { type: 'node-group' as const, id: 'demo/workers' };
    await world.observe({ at: at(2), verdicts: [aVerdict({ resource: group, missing: [aMissing()] }), aVerdict()] });

    expect(await answerConfig(world.ports, aChange({ resource: theCluster }))).toMatchObject({ undecided: 1 });
  });

  it('leaves interfaces to answer for themselves where they are asked for', async () => {
    const world = configWorld();
    const eni = { type: 'control-plane-interface' as const, id: 'eni-1' };
    await world.observe({ at: at(2), verdicts: [aProblem({ resource: eni }), aVerdict()] });

    expect(await told(world, { resource: theCluster, interfaces: true })).toMatchObject([
      { complianceType: 'COMPLIANT' },
    ]);
  });
});

describe('what left', () => {
  it.each(['deleted', 'out-of-scope'] as const)('is taken back when it is %s, without a look', async (state) => {
    const world = configWorld();
    await world.observe({ at: at(-9), verdicts: [aProblem()] });
    await world.told({ resource: subnet, complianceType: 'NON_COMPLIANT' });

    expect(await told(world, { state })).toMatchObject([{ resource: subnet, complianceType: 'NOT_APPLICABLE' }]);
    expect(world.checked).toEqual([]);
  });

  it('is not mentioned when AWS Config was never told of it', async () => {
    expect(await told(configWorld(), { state: 'deleted' })).toEqual([]);
  });

  it('is taken back when its end is heard of late, but for a cluster that may be another one by now', async () => {
    const world = configWorld();
    await world.told({ resource: subnet, orderedAt: at(5) });
    await world.told({ resource: theCluster, orderedAt: at(5) });

    expect(await told(world, { state: 'deleted' })).toMatchObject([
      { complianceType: 'NOT_APPLICABLE', orderedAt: at(5) },
    ]);
    expect((await answerConfig(world.ports, aChange({ state: 'deleted', resource: theCluster }))).evaluations).toEqual(
      [],
    );
  });
});

it('does not answer for another account or Region', async () => {
  const world = configWorld();
  await world.observe({ at: at(2), verdicts: [aProblem()] });

  const other = await answerConfig(world.ports, aChange({ account: '123456789012' }));
  const elsewhere = await answerConfig(world.ports, aChange({ region: 'us-east-1' }));

  expect(other.ignored).toBe('The item is of account 123456789012 in eu-central-1.');
  expect(elsewhere.ignored).toBe('The item is of account 111122223333 in us-east-1.');
  expect(world.puts).toEqual([]);
});

it('forgets what it put in test mode', async () => {
  const world = configWorld();
  await world.observe({ at: at(2), verdicts: [aProblem()] });
  const question = aChange({ testMode: true });

  await answerConfig(world.ports, question);

  expect(world.puts).toMatchObject([{ token: { resultToken: 'token', testMode: true } }]);
  expect(await world.configMemory.allPut(question.rule)).toEqual([]);
});

it('forgets what AWS Config did not take, so that it is told again', async () => {
  const world = configWorld();
  await world.observe({ at: at(2), verdicts: [aProblem()] });
  const refusing = { ...world.ports, put: () => Promise.reject(new Error('refused')) };

  await expect(answerConfig(refusing, aChange())).rejects.toThrow('refused');
  expect(await world.configMemory.allPut(aChange().rule)).toEqual([]);
});
