import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { checkClusters } from '../shared/app/check-clusters/check-clusters.ts';
import { readWork } from '../shared/app/check-clusters/work.ts';
import { collectSnapshot } from '../shared/aws/collect/index.ts';
import { toDeadLetters, toQueue, toQueueLater } from '../shared/aws/publish/queue.ts';
import { dynamoMemory, dynamoTurns } from '../shared/aws/remember/index.ts';
import { environment, ratesOf } from './support/environment.ts';
import { homeOf } from './support/home.ts';
import { sortRecords } from './support/records.ts';
import { bundledReads, bundledRuleBook } from './support/rule-book.ts';
import { logger, metrics } from './support/telemetry.ts';

const { TABLE_NAME, QUEUE_URL, ANNOUNCE_QUEUE_URL, DEAD_LETTER_QUEUE_URL, SETTLE_SECONDS, CALLS_PER_SECOND } =
  environment(
    'TABLE_NAME',
    'QUEUE_URL',
    'ANNOUNCE_QUEUE_URL',
    'DEAD_LETTER_QUEUE_URL',
    'SETTLE_SECONDS',
    'CALLS_PER_SECOND',
  );
const memory = dynamoMemory(TABLE_NAME);
const announce = toQueue(ANNOUNCE_QUEUE_URL);
const putAway = toDeadLetters(DEAD_LETTER_QUEUE_URL);
const ports = {
  memory,
  turns: dynamoTurns(TABLE_NAME),
  announce,
  later: toQueueLater(QUEUE_URL),
  ruleBook: bundledRuleBook,
  settleMs: SETTLE_SECONDS * 1000,
  now: () => new Date(),
};
/** Left for judging and remembering what was read. */
const reserveMs = 20_000;

export const handler = middy<unknown, SQSBatchResponse>()
  .use([injectLambdaContext(logger), logMetrics(metrics)])
  .handler(async (event, context) => {
    const home = homeOf(context);
    const { items, failed, poisoned } = await sortRecords(event, (body) => readWork(body, home), putAway);
    const leftMs = context.getRemainingTimeInMillis();
    const deadlineMs = leftMs - reserveMs;
    const turn = { holder: randomUUID(), until: new Date(Date.now() + leftMs).toISOString() };
    const collect = (clusters: readonly string[]) =>
      collectSnapshot({ clusters, deadlineMs, ...bundledReads, ...ratesOf(CALLS_PER_SECOND) });
    const outcome = await checkClusters(items, home, { ...ports, collect, turn });
    for (const [id, error] of outcome.failed) logger.error('A message has to come again.', { id, error });
    metrics.addMetric('ClustersChecked', MetricUnit.Count, outcome.checked);
    metrics.addMetric('ClustersLeft', MetricUnit.Count, outcome.left);
    metrics.addMetric('ClustersAgain', MetricUnit.Count, outcome.again);
    metrics.addMetric('ClustersUnread', MetricUnit.Count, outcome.unread.length);
    metrics.addMetric('MessagesPoisoned', MetricUnit.Count, poisoned);
    return { batchItemFailures: [...failed, ...outcome.failed.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  });
