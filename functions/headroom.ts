import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { type HeadroomOutcome, headroom } from '../shared/app/headroom/headroom.ts';
import type { Place } from '../shared/app/place.ts';
import { freeAddresses } from '../shared/aws/collect/free-addresses.ts';
import { toQueue } from '../shared/aws/publish/queue.ts';
import { dynamoHeadroomMarks, dynamoMemory, dynamoWatchList } from '../shared/aws/remember/index.ts';
import { environment, ratesOf } from './support/environment.ts';
import { rolesNamed } from './support/members.ts';
import { silentOnceRetired } from './support/silence.ts';
import { logger, metrics } from './support/telemetry.ts';

const env = environment('TABLE_NAME', 'CHANGES_QUEUE_URL', 'CALLS_PER_SECOND', 'READ_ROLE', 'EXTERNAL_ID');
const watchList = dynamoWatchList(env.TABLE_NAME);
const reader = rolesNamed(env.READ_ROLE, env.EXTERNAL_ID);
const ports = {
  marks: dynamoHeadroomMarks(env.TABLE_NAME),
  memory: dynamoMemory(env.TABLE_NAME),
  check: toQueue(env.CHANGES_QUEUE_URL),
  now: () => new Date(),
};
/** Left for sending what moved. */
const reserveMs = 60_000;

/** Whatever the schedule's event says: that it came is all there is to know. */
export const handler = middy<unknown, HeadroomOutcome | { readonly retired: true }>()
  .use([injectLambdaContext(logger), logMetrics(metrics), silentOnceRetired({ retired: true })])
  .handler(async (_, context) => {
    const leftMs = () => context.getRemainingTimeInMillis() - reserveMs;
    const free = async ({ account, region }: Place) => {
      const credentials = reader(context, account);
      await credentials?.();
      return freeAddresses({ region, credentials, deadlineMs: leftMs(), ...ratesOf(env.CALLS_PER_SECOND) });
    };
    const reachable = (await watchList.all()).filter(({ unreachableSince }) => unreachableSince === undefined);
    const outcome = await headroom(reachable, { ...ports, free, isTimeLeft: () => leftMs() > 0 });
    for (const place of outcome.failed) logger.warn('Free addresses could not be read.', { ...place });
    metrics.addMetric('SubnetsMoved', MetricUnit.Count, outcome.moved);
    metrics.addMetric('HeadroomUnread', MetricUnit.Count, outcome.failed.length);
    return outcome;
  });
