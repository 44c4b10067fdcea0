import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { knownElsewhere } from '../shared/app/check-clusters/known-elsewhere.ts';
import { answerConfig } from '../shared/app/config-rule/answer-config.ts';
import { checkNow } from '../shared/app/config-rule/check-now.ts';
import { questionIn } from '../shared/app/config-rule/config-event.ts';
import { putNothing, unput } from '../shared/app/config-rule/dry-run.ts';
import { type Place, placeId } from '../shared/app/place.ts';
import { collectSnapshot } from '../shared/aws/collect/index.ts';
import { configService } from '../shared/aws/publish/config.ts';
import { toQueue } from '../shared/aws/publish/queue.ts';
import { dynamoConfigMemory, dynamoMemory, dynamoRetirement, dynamoWatchList } from '../shared/aws/remember/index.ts';
import { environment, ratesOf } from './support/environment.ts';
import { type Invoked, rolesNamed } from './support/members.ts';
import { bundledReads, bundledRuleBook as ruleBook } from './support/rule-book.ts';
import { logger, metrics } from './support/telemetry.ts';
import { watching } from './support/watch.ts';

const env = environment(
  'TABLE_NAME',
  'ANNOUNCE_QUEUE_URL',
  'SETTLE_SECONDS',
  'CALLS_PER_SECOND',
  'WATCHES',
  'READ_ROLE',
  'REPORT_ROLE',
  'EXTERNAL_ID',
  'DRY_RUN',
);
const memory = dynamoMemory(env.TABLE_NAME);
const isWatched = watching(env.WATCHES, dynamoWatchList(env.TABLE_NAME));
const reader = rolesNamed(env.READ_ROLE, env.EXTERNAL_ID);
const reporter = rolesNamed(env.REPORT_ROLE, env.EXTERNAL_ID);
const look = { memory, announce: toQueue(env.ANNOUNCE_QUEUE_URL), ruleBook };
const retirement = dynamoRetirement(env.TABLE_NAME);
const configMemory = dynamoConfigMemory(env.TABLE_NAME);
const ports = {
  memory,
  configMemory: env.DRY_RUN ? unput(configMemory) : configMemory,
  settleMs: env.SETTLE_SECONDS * 1000,
};
const services = new Map<string, ReturnType<typeof configService>>();
const serviceOf = (context: Invoked, { account, region }: Place) => {
  const id = placeId({ account, region });
  const service = services.get(id) ?? configService({ region, credentials: reporter(context, account) });
  services.set(id, service);
  return service;
};
/** Left for judging, remembering and answering what was read. */
const reserveMs = 20_000;

export const handler = middy<unknown, void>()
  .use([injectLambdaContext(logger), logMetrics(metrics)])
  .handler(async (event, context) => {
    const question = questionIn(event);
    const { account, region } = question.rule;
    if (!(await isWatched(context)({ account, region }))) {
      logger.warn('A rule is of a place that is not watched.', { account, region });
      return;
    }
    const credentials = reader(context, account);
    const limits = { deadlineMs: context.getRemainingTimeInMillis() - reserveMs, ...ratesOf(env.CALLS_PER_SECOND) };
    const elsewhere = knownElsewhere(memory, { account, region });
    const collect = (clusters: readonly string[]) =>
      collectSnapshot({ region, credentials, clusters, elsewhere, ...bundledReads, ...limits });
    const isRetired = (await retirement.since()) !== undefined;
    const checkClusters = isRetired ? async () => {} : checkNow({ account, region }, { ...look, collect });
    const { put, recorded } = serviceOf(context, question.rule);
    const service = { recorded, put: env.DRY_RUN ? putNothing((one) => logger.info('Would put.', { ...one })) : put };
    const { evaluations, undecided, ignored } = await answerConfig({ ...ports, ...service, checkClusters }, question);
    if (ignored !== undefined) logger.warn('A question was not for us.', { ignored });
    metrics.addMetric('ConfigEvaluations', MetricUnit.Count, evaluations.length);
    metrics.addMetric('ConfigUndecided', MetricUnit.Count, undecided);
  });
