import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { checkPlaces } from '../shared/app/check-clusters/check-places.ts';
import { knownElsewhere } from '../shared/app/check-clusters/known-elsewhere.ts';
import { readWork } from '../shared/app/check-clusters/work.ts';
import type { Place } from '../shared/app/place.ts';
import { collectSnapshot } from '../shared/aws/collect/index.ts';
import { toDeadLetters, toQueue, toQueueLater } from '../shared/aws/publish/queue.ts';
import { dynamoMemory, dynamoRuns, dynamoTurns, dynamoWatchList } from '../shared/aws/remember/index.ts';
import { environment, ratesOf } from './support/environment.ts';
import { rolesNamed } from './support/members.ts';
import { sortRecords } from './support/records.ts';
import { bundledReads, bundledRuleBook } from './support/rule-book.ts';
import { silentOnceRetired } from './support/silence.ts';
import { logger, metrics } from './support/telemetry.ts';
import { watching } from './support/watch.ts';

const env = environment(
  'TABLE_NAME',
  'QUEUE_URL',
  'ANNOUNCE_QUEUE_URL',
  'DEAD_LETTER_QUEUE_URL',
  'SETTLE_SECONDS',
  'CALLS_PER_SECOND',
  'WATCHES',
  'READ_ROLE',
  'EXTERNAL_ID',
);
const memory = dynamoMemory(env.TABLE_NAME);
const watchList = dynamoWatchList(env.TABLE_NAME);
const isWatched = watching(env.WATCHES, watchList);
const reader = rolesNamed(env.READ_ROLE, env.EXTERNAL_ID);
const announce = toQueue(env.ANNOUNCE_QUEUE_URL);
const putAway = toDeadLetters(env.DEAD_LETTER_QUEUE_URL);
const ports = {
  memory,
  turns: dynamoTurns(env.TABLE_NAME),
  runs: dynamoRuns(env.TABLE_NAME),
  announce,
  later: toQueueLater(env.QUEUE_URL),
  ruleBook: bundledRuleBook,
  watchList,
  settleMs: env.SETTLE_SECONDS * 1000,
  now: () => new Date(),
};
/** Left for judging and remembering what was read. */
const reserveMs = 20_000;
/** A place with less time than this is left to the next worker. */
const leastMs = 10_000;

export const handler = middy<unknown, SQSBatchResponse>()
  .use([injectLambdaContext(logger), logMetrics(metrics), silentOnceRetired({ batchItemFailures: [] })])
  .handler(async (event, context) => {
    const { items, failed, poisoned } = await sortRecords(event, readWork, putAway);
    const leftMs = () => context.getRemainingTimeInMillis() - reserveMs;
    const until = new Date(Date.now() + context.getRemainingTimeInMillis()).toISOString();
    let throttled = 0;
    const onThrottle = () => {
      throttled += 1;
    };
    const collect = async ({ account, region }: Place, clusters: readonly string[]) => {
      const credentials = reader(context, account);
      await credentials?.();
      const limits = { deadlineMs: leftMs(), ...ratesOf(env.CALLS_PER_SECOND) };
      const elsewhere = knownElsewhere(memory, { account, region });
      return collectSnapshot({ region, credentials, clusters, elsewhere, ...bundledReads, ...limits, onThrottle });
    };
    const outcome = await checkPlaces(items, {
      ...ports,
      collect,
      turn: { holder: randomUUID(), until },
      isWatched: isWatched(context),
      isTimeLeft: () => leftMs() > leastMs,
    });
    for (const [id, error] of outcome.failed) logger.error('A message has to come again.', { id, error });
    metrics.addMetric('ClustersChecked', MetricUnit.Count, outcome.checked);
    metrics.addMetric('ClustersLeft', MetricUnit.Count, outcome.left);
    metrics.addMetric('CallsThrottled', MetricUnit.Count, throttled);
    metrics.addMetric('ClustersAgain', MetricUnit.Count, outcome.again);
    metrics.addMetric('ClustersUnread', MetricUnit.Count, outcome.unread);
    metrics.addMetric('MessagesNotWatched', MetricUnit.Count, outcome.unwatched);
    metrics.addMetric('MessagesUnreachable', MetricUnit.Count, outcome.unreachable);
    metrics.addMetric('MessagesPoisoned', MetricUnit.Count, poisoned);
    return { batchItemFailures: [...failed, ...outcome.failed.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  });
