import { describe, expect, it } from '@jest/globals';
import { answerConfig } from '../../../shared/app/config-rule/answer-config.ts';
import { aSchedule, at, configWorld } from '../../support/config-world.ts';
import { aMissing, aProblem, aVerdict } from '../../support/report-builders.ts';

const subnet = { type: 'AWS::EC2::Subnet', id: 'subnet-a' };
const theCluster = { type: 'AWS::EKS::Cluster', id: 'demo' };

const day = 24 * 60;

describe('on schedule', () => {
  it('puts clusters and what has findings once, and then only what differs', async () => {
    const world = configWorld();
    await world.observe({ verdicts: [aProblem()] });

    const first = await answerConfig(world.ports, aSchedule());
    const second = await answerConfig(world.ports, aSchedule({ notifiedAt: at(10) }));
    await world.observe({ at: at(15), verdicts: [aVerdict()] });
    const third = await answerConfig(world.ports, aSchedule({ notifiedAt: at(20) }));

    expect(first.evaluations).toMatchObject([
      { resource: theCluster, complianceType: 'COMPLIANT', orderedAt: at(0) },
      { resource: subnet, complianceType: 'NON_COMPLIANT', orderedAt: at(0) },
    ]);
    expect(second.evaluations).toEqual([]);
    expect(third.evaluations).toMatchObject([{ resource: subnet, complianceType: 'COMPLIANT', orderedAt: at(20) }]);
    expect(world.puts).toHaveLength(2);
    expect(world.checked).toEqual([]);
  });

  it('puts what clusters use without a finding too, where it has a type in AWS Config', async () => {
    const world = configWorld();
    await world.observe({ verdicts: [aVerdict()], uses: ['acl-1', 'igw-1', 'lt-1', 'vpc-1', 'vpce-1'] });

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([
      { resource: theCluster, complianceType: 'COMPLIANT' },
      { resource: { type: 'AWS::EC2::NetworkAcl', id: 'acl-1' }, complianceType: 'COMPLIANT' },
      { resource: { type: 'AWS::EC2::VPCEndpoint', id: 'vpce-1' }, complianceType: 'COMPLIANT' },
    ]);
  });

  it('puts everything again for a rule that was made anew', async () => {
    const world = configWorld();
    await world.observe({ verdicts: [aVerdict()], uses: [] });
    const question = aSchedule();

    await answerConfig(world.ports, question);
    const anew = await answerConfig(world.ports, { ...question, rule: { ...question.rule, id: 'config-rule-other' } });

    expect(anew.evaluations).toHaveLength(1);
  });

  it('is ordered by what it saw where that is later', async () => {
    const world = configWorld();
    await world.observe({ at: at(1), verdicts: [aVerdict()] });

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([
      { orderedAt: at(1) },
      { orderedAt: at(1) },
    ]);
  });

  it('leaves out what AWS Config does not record here, such as the subnets of another account', async () => {
    const world = configWorld();
    world.hidden.add('subnet-a');
    await world.observe({ verdicts: [aProblem()] });

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([{ resource: theCluster }]);
  });

  it('takes back what no cluster uses any more', async () => {
    const world = configWorld();
    await world.observe({ verdicts: [aVerdict()], uses: [] });
    await world.told({ resource: subnet, complianceType: 'NON_COMPLIANT' });
    await world.told({ resource: { type: 'AWS::EKS::Cluster', id: 'expired' } });

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([
      { resource: theCluster, complianceType: 'COMPLIANT' },
      { resource: subnet, complianceType: 'NOT_APPLICABLE' },
      { resource: { id: 'expired' }, complianceType: 'NOT_APPLICABLE' },
    ]);
  });

  it.each([
    {
      lacks: 'could be read',
      seen: { verdicts: [aVerdict({ resource: { type: 'cluster', id: 'demo' }, missing: [aMissing()] })] },
    },
    { lacks: 'was read for a day', seen: { at: at(-day - 1), verdicts: [aVerdict()] } },
  ])('takes nothing back, and calls nothing compliant, while not everything $lacks', async ({ seen }) => {
    const world = configWorld();
    await world.observe({ ...seen, uses: [] });
    await world.told({ resource: subnet, complianceType: 'NON_COMPLIANT' });
    await world.told({ resource: { ...subnet, id: 'subnet-taken-back' }, complianceType: 'NOT_APPLICABLE' });

    expect(await answerConfig(world.ports, aSchedule())).toEqual({ evaluations: [], undecided: 2 });
  });

  it('takes back a cluster that was deleted, and what only it used', async () => {
    const world = configWorld();
    await world.observe({ verdicts: [aProblem()] });
    await answerConfig(world.ports, aSchedule());
    await world.deleted('demo', at(5));

    expect((await answerConfig(world.ports, aSchedule({ notifiedAt: at(10) }))).evaluations).toMatchObject([
      { resource: theCluster, complianceType: 'NOT_APPLICABLE' },
      { resource: subnet, complianceType: 'NOT_APPLICABLE' },
    ]);
  });

  it('does not wait for news of a cluster that was deleted', async () => {
    const world = configWorld();
    await world.observe({ at: at(-3 * day), verdicts: [aVerdict()] });
    await world.deleted('demo', at(-2 * day));
    await world.told({ resource: theCluster });

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([
      { resource: theCluster, complianceType: 'NOT_APPLICABLE' },
    ]);
  });

  it('counts the clusters of other accounts that use a resource', async () => {
    const world = configWorld();
    await world.observe({ verdicts: [aVerdict()] });
    await world.observe({ account: '123456789012', cluster: 'theirs', verdicts: [aProblem()] });

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([
      { resource: theCluster, complianceType: 'COMPLIANT' },
      { resource: subnet, complianceType: 'NON_COMPLIANT' },
    ]);
  });

  it('does not bring a deleted subnet back that its cluster still names', async () => {
    const world = configWorld();
    const named = aProblem(
      { resource: { type: 'cluster', id: 'demo' } },
      { cause: { kind: 'subnet', resource: 'subnet-a' } },
    );
    await world.observe({ verdicts: [named] });
    await world.told({ resource: subnet, complianceType: 'NOT_APPLICABLE' });
    world.hidden.add('subnet-a');

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([{ resource: theCluster }]);
  });

  it('says nothing that is older than what AWS Config was told', async () => {
    const world = configWorld();
    await world.observe({ verdicts: [aProblem()] });
    await world.told({ resource: subnet, orderedAt: at(3) });

    expect((await answerConfig(world.ports, aSchedule())).evaluations).toMatchObject([{ resource: theCluster }]);
  });

  it('puts interfaces where they are asked for', async () => {
    const world = configWorld();
    await world.observe({
      verdicts: [aProblem({ resource: { type: 'control-plane-interface', id: 'eni-1' } })],
      uses: [],
    });

    expect((await answerConfig(world.ports, aSchedule({ interfaces: true }))).evaluations).toMatchObject([
      { resource: theCluster, complianceType: 'COMPLIANT' },
      { resource: { type: 'AWS::EC2::NetworkInterface', id: 'eni-1' }, complianceType: 'NON_COMPLIANT' },
    ]);
  });
});
