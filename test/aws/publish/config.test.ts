import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Evaluation } from '../../../shared/app/config-rule/ports.ts';
import { configService, EvaluationsRefused } from '../../../shared/aws/publish/config.ts';
import { json } from '../../support/aws-proxy/reply.ts';
import { type LocalAws, startLocalAws } from '../../support/local-aws.ts';

let aws: LocalAws;
const before = { ...process.env };

beforeAll(async () => {
  aws = await startLocalAws();
  Object.assign(process.env, aws.env);
});
beforeEach(() => aws.clear());
afterAll(async () => {
  process.env = before;
  await aws.stop();
});

const token = { resultToken: 'TESTMODE', testMode: true };
const service = () => configService({ pauseMs: 1 });

const anEvaluation = (id: string): Evaluation => ({
  resource: { type: 'AWS::EC2::Subnet', id },
  complianceType: 'NON_COMPLIANT',
  annotation: 'Fails a-rule',
  orderedAt: '2026-11-21T12:00:00.500Z',
});
const many = (count: number) => Array.from({ length: count }, (_, index) => anEvaluation(`subnet-${index}`));

const asSent = (id: string) => ({
  ComplianceResourceType: 'AWS::EC2::Subnet',
  ComplianceResourceId: id,
  ComplianceType: 'NON_COMPLIANT',
  Annotation: 'Fails a-rule',
  OrderingTimestamp: 1795262400.5,
});

interface Sent {
  readonly ResultToken: string;
  readonly Evaluations: readonly { readonly ComplianceResourceId: string }[];
}

const requests = (): Sent[] =>
  (aws.behaviour.bodies.get('config:PutEvaluations') ?? []).map((body): Sent => JSON.parse(body));
const idsOf = ({ Evaluations }: Sent) => Evaluations.map(({ ComplianceResourceId }) => ComplianceResourceId);

/** AWS Config refuses these subnets so many times. */
function refuse(ids: readonly string[], times: number): void {
  let left = times;
  aws.behaviour.reply.set('config:PutEvaluations', (_, body) => {
    const { Evaluations } = JSON.parse(body) as Sent;
    const failed = Evaluations.filter(({ ComplianceResourceId }) => ids.includes(ComplianceResourceId));
    return left-- > 0 ? json(200, { FailedEvaluations: failed }) : undefined;
  });
}

describe('evaluations', () => {
  it('are sent as AWS Config takes them', async () => {
    await service().put(token, [anEvaluation('subnet-a')]);

    expect(requests()).toEqual([{ Evaluations: [asSent('subnet-a')], ResultToken: 'TESTMODE', TestMode: true }]);
  });

  it.each([
    { count: 100, sizes: [100] },
    { count: 250, sizes: [100, 100, 50] },
  ])('go out in chunks of a hundred with one token: $count', async ({ count, sizes }) => {
    await service().put(token, many(count));

    expect(requests().map(({ Evaluations }) => Evaluations.length)).toEqual(sizes);
    expect(requests().flatMap(idsOf)).toEqual(many(count).map(({ resource }) => resource.id));
    expect(new Set(requests().map(({ ResultToken }) => ResultToken))).toEqual(new Set(['TESTMODE']));
  });

  it('that failed are sent again, alone', async () => {
    refuse(['subnet-1', 'subnet-2'], 2);

    await service().put(token, many(4));

    expect(requests().map(idsOf)).toEqual([
      ['subnet-0', 'subnet-1', 'subnet-2', 'subnet-3'],
      ['subnet-1', 'subnet-2'],
      ['subnet-1', 'subnet-2'],
    ]);
  });

  it('that fail again and again are named, and keep no others back', async () => {
    refuse(['subnet-7'], 4);

    const refusal = service().put(token, many(101));

    await expect(refusal).rejects.toThrow('AWS Config refused 1 evaluations 4 times: AWS::EC2::Subnet subnet-7');
    await expect(refusal).rejects.toBeInstanceOf(EvaluationsRefused);
    expect(requests().map(({ Evaluations }) => Evaluations.length)).toEqual([100, 1, 1, 1, 1]);
    expect(requests().map(idsOf).at(-1)).toEqual(['subnet-100']);
  });

  it('are sent again when AWS throttles', async () => {
    aws.behaviour.throttled.set('config:PutEvaluations', 1);

    await service().put(token, [anEvaluation('subnet-a')]);

    expect(requests()).toHaveLength(2);
  });

  it('end with AWS Config’s own error for a token that it does not know', async () => {
    aws.behaviour.reply.set('config:PutEvaluations', () =>
      json(400, { __type: 'InvalidResultTokenException', message: 'The result token is not valid.' }),
    );

    await expect(service().put(token, many(101))).rejects.toThrow('The result token is not valid.');
    expect(requests()).toHaveLength(1);
  });
});

describe('what AWS Config records', () => {
  const subnet = { type: 'AWS::EC2::Subnet', id: 'subnet-a' };
  const foreign = { type: 'AWS::EC2::Subnet', id: 'subnet-b' };

  it('is what it answers with; what it did not get to is asked for again', async () => {
    const item = { resourceType: subnet.type, resourceId: subnet.id };
    const answers = [
      { baseConfigurationItems: [], unprocessedResourceKeys: [item] },
      { baseConfigurationItems: [item], unprocessedResourceKeys: [] },
    ];
    aws.behaviour.reply.set('config:BatchGetResourceConfig', () => json(200, answers.shift() ?? {}));

    expect(await service().recorded([subnet, foreign])).toEqual([subnet]);
    expect(aws.behaviour.bodies.get('config:BatchGetResourceConfig')?.map((body): unknown => JSON.parse(body))).toEqual(
      [{ resourceKeys: [item, { resourceType: foreign.type, resourceId: foreign.id }] }, { resourceKeys: [item] }],
    );
  });

  it('is nothing of what it never gets to', async () => {
    aws.behaviour.reply.set('config:BatchGetResourceConfig', (_, body) =>
      json(200, { unprocessedResourceKeys: (JSON.parse(body) as { resourceKeys: object[] }).resourceKeys }),
    );

    expect(await service().recorded([subnet])).toEqual([]);
  });
});
