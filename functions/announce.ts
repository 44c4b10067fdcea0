import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse } from 'aws-lambda';
import { announcePlaces } from '../shared/app/announce/announce-places.ts';
import { readAnnounceWork } from '../shared/app/announce/announce-work.ts';
import { tellBulletins } from '../shared/app/announce/tell-bulletins.ts';
import { toDeadLetters } from '../shared/aws/publish/queue.ts';
import { announcePorts } from './support/announce-ports.ts';
import { environment } from './support/environment.ts';
import { sortRecords } from './support/records.ts';
import { silentOnceRetired } from './support/silence.ts';
import { logger, metrics } from './support/telemetry.ts';

const { DEAD_LETTER_QUEUE_URL, RETRY_SECONDS } = environment('DEAD_LETTER_QUEUE_URL', 'RETRY_SECONDS');
const tellers = announcePorts();
const putAway = toDeadLetters(DEAD_LETTER_QUEUE_URL);

export const handler = middy<unknown, SQSBatchResponse>()
  .use([injectLambdaContext(logger), logMetrics(metrics), silentOnceRetired({ batchItemFailures: [] })])
  .handler(async (event, context) => {
    const { items, failed, poisoned } = await sortRecords(event, readAnnounceWork, putAway);
    const groups = items.flatMap(({ id, work }) => (work.kind === 'group' ? [{ id, work: work.group }] : []));
    const others = items.flatMap(({ id, work }) => (work.kind === 'group' ? [] : [{ id, work }]));
    // What this worker claims is free again when it has ended, and when a message that failed comes again.
    const claimMs = Math.min(context.getRemainingTimeInMillis(), RETRY_SECONDS * 1000);
    const announced = await announcePlaces((place) => tellers.at(context, place), groups, claimMs);
    const untold = await tellBulletins(tellers.bulletins(context), others, claimMs);
    for (const [id, reason] of untold) logger.error('Something is still to be told.', { id, reason });
    const again = announced.flatMap((one) => one.failed);
    for (const { place, said, refused, failures, unavailable } of announced) {
      for (const failure of failures) logger.error('Something is still to be told.', { ...place, ...failure });
      for (const [target, reason] of Object.entries(unavailable))
        logger.warn('A target is not there.', { ...place, target, reason });
      metrics.addMetric('FindingsImported', MetricUnit.Count, said['security-hub'] ?? 0);
      metrics.addMetric('FindingsPublished', MetricUnit.Count, said.sns ?? 0);
      metrics.addMetric('FindingsRefused', MetricUnit.Count, refused);
      metrics.addMetric('TellingsFailed', MetricUnit.Count, failures.length);
      metrics.addMetric('TargetsUnavailable', MetricUnit.Count, Object.keys(unavailable).length);
    }
    metrics.addMetric('MessagesPoisoned', MetricUnit.Count, poisoned);
    return { batchItemFailures: [...failed, ...again, ...untold.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  });
