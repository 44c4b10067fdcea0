import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { answerConfig } from '../shared/app/config-rule/answer-config.ts';
import { checkNow } from '../shared/app/config-rule/check-now.ts';
import { questionIn } from '../shared/app/config-rule/config-event.ts';
import { collectSnapshot } from '../shared/aws/collect/index.ts';
import { configService } from '../shared/aws/publish/config.ts';
import { toQueue } from '../shared/aws/publish/queue.ts';
import { dynamoConfigMemory, dynamoMemory } from '../shared/aws/remember/index.ts';
import { environment, ratesOf } from './support/environment.ts';
import { homeOf } from './support/home.ts';
import { bundledReads, bundledRuleBook as ruleBook } from './support/rule-book.ts';
import { logger, metrics } from './support/telemetry.ts';

const { TABLE_NAME, ANNOUNCE_QUEUE_URL, SETTLE_SECONDS, CALLS_PER_SECOND } = environment(
  'TABLE_NAME',
  'ANNOUNCE_QUEUE_URL',
  'SETTLE_SECONDS',
  'CALLS_PER_SECOND',
);
const memory = dynamoMemory(TABLE_NAME);
const look = { memory, announce: toQueue(ANNOUNCE_QUEUE_URL), ruleBook };
const ports = {
  memory,
  ...configService(),
  configMemory: dynamoConfigMemory(TABLE_NAME),
  settleMs: SETTLE_SECONDS * 1000,
};
/** Left for judging, remembering and answering what was read. */
const reserveMs = 20_000;

export const handler = middy<unknown, void>()
  .use([injectLambdaContext(logger), logMetrics(metrics)])
  .handler(async (event, context) => {
    const question = questionIn(event);
    const limits = { deadlineMs: context.getRemainingTimeInMillis() - reserveMs, ...ratesOf(CALLS_PER_SECOND) };
    const collect = (clusters: readonly string[]) => collectSnapshot({ clusters, ...bundledReads, ...limits });
    const checkClusters = checkNow(homeOf(context), { ...look, collect });
    const { evaluations, undecided, ignored } = await answerConfig({ ...ports, checkClusters }, question);
    if (ignored !== undefined) logger.warn('A question was not for us.', { ignored });
    metrics.addMetric('ConfigEvaluations', MetricUnit.Count, evaluations.length);
    metrics.addMetric('ConfigUndecided', MetricUnit.Count, undecided);
  });
