import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { type SweepOutcome, sweep } from '../shared/app/sweep/sweep.ts';
import { listClusters } from '../shared/aws/collect/list-clusters.ts';
import { toQueue } from '../shared/aws/publish/queue.ts';
import { dynamoMemory } from '../shared/aws/remember/index.ts';
import { environment, ratesOf } from './support/environment.ts';
import { homeOf } from './support/home.ts';
import { logger, metrics } from './support/telemetry.ts';

const { TABLE_NAME, SWEEP_QUEUE_URL, ANNOUNCE_QUEUE_URL, CALLS_PER_SECOND } = environment(
  'TABLE_NAME',
  'SWEEP_QUEUE_URL',
  'ANNOUNCE_QUEUE_URL',
  'CALLS_PER_SECOND',
);
const ports = {
  memory: dynamoMemory(TABLE_NAME),
  list: () => listClusters(ratesOf(CALLS_PER_SECOND)),
  check: toQueue(SWEEP_QUEUE_URL),
  announce: toQueue(ANNOUNCE_QUEUE_URL),
  now: () => new Date(),
};

/** Whatever the schedule's event says: that it came is all there is to know. */
export const handler = middy<unknown, SweepOutcome>()
  .use([injectLambdaContext(logger), logMetrics(metrics)])
  .handler(async (_, context) => {
    const outcome = await sweep(homeOf(context), ports);
    metrics.addMetric('ClustersListed', MetricUnit.Count, outcome.clusters);
    metrics.addMetric('ClustersGone', MetricUnit.Count, outcome.gone);
    metrics.addMetric('ClustersOverdue', MetricUnit.Count, outcome.overdue);
    logger.info('Swept.', { ...outcome });
    return outcome;
  });
