import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { lookForTrails } from '../shared/app/absences/trails.ts';
import type { Place } from '../shared/app/place.ts';
import { openSeconds } from '../shared/app/runs/runs.ts';
import { type SweepOutcome, sweepPlaces } from '../shared/app/sweep/sweep-places.ts';
import { discoverPlaces } from '../shared/app/watch/discover.ts';
import { listClusters } from '../shared/aws/collect/list-clusters.ts';
import { clusterPlaces } from '../shared/aws/discover/aggregator.ts';
import { organization } from '../shared/aws/discover/organization.ts';
import { trailAt } from '../shared/aws/discover/trail.ts';
import { toQueue } from '../shared/aws/publish/queue.ts';
import { dynamoAbsences, dynamoMemory, dynamoRuns, dynamoWatchList } from '../shared/aws/remember/index.ts';
import { environment, ratesOf, watchSettings } from './support/environment.ts';
import { homeOf } from './support/home.ts';
import { rolesNamed } from './support/members.ts';
import { silentOnceRetired } from './support/silence.ts';
import { logger, metrics } from './support/telemetry.ts';

const env = environment(
  'TABLE_NAME',
  'SWEEP_QUEUE_URL',
  'ANNOUNCE_QUEUE_URL',
  'CALLS_PER_SECOND',
  'READ_ROLE',
  'EXTERNAL_ID',
);
const settings = watchSettings();
const reader = rolesNamed(env.READ_ROLE, env.EXTERNAL_ID);
const runs = dynamoRuns(env.TABLE_NAME);
const ports = {
  memory: dynamoMemory(env.TABLE_NAME),
  watchList: dynamoWatchList(env.TABLE_NAME),
  isByClusters: settings.regions === 'discover',
  runs,
  check: toQueue(env.SWEEP_QUEUE_URL),
  announce: toQueue(env.ANNOUNCE_QUEUE_URL),
  now: () => new Date(),
};
const trailPorts = { absences: dynamoAbsences(env.TABLE_NAME), announce: ports.announce, now: ports.now };
const directory = organization();
/** Left for sending what was listed. */
const reserveMs = 240_000;

/** Whatever the schedule's event says: that it came is all there is to know. */
export const handler = middy<unknown, SweepOutcome | { readonly retired: true }>()
  .use([injectLambdaContext(logger), logMetrics(metrics), silentOnceRetired({ retired: true })])
  .handler(async (_, context) => {
    metrics.addMetric('SweepOpenSeconds', MetricUnit.Seconds, await openSeconds(runs, new Date()));
    const leftMs = () => context.getRemainingTimeInMillis() - reserveMs;
    const list = async ({ account, region }: Place) => {
      const credentials = reader(context, account);
      await credentials?.();
      return listClusters({ region, credentials, deadlineMs: leftMs(), ...ratesOf(env.CALLS_PER_SECOND) });
    };
    const discover = () => discoverPlaces(settings, homeOf(context), { directory, clusterPlaces });
    const outcome = await sweepPlaces({ ...ports, list, discover, isTimeLeft: () => leftMs() > 0 });
    const look = async ({ account, region }: Place) => trailAt({ region, credentials: reader(context, account) });
    const reachable = (await ports.watchList.all()).filter(({ unreachableSince }) => unreachableSince === undefined);
    const trails = await lookForTrails(reachable, { ...trailPorts, look, isTimeLeft: () => leftMs() > 0 });
    for (const place of trails.unknown) logger.warn('Nobody can see whether a trail logs changes.', { ...place });
    metrics.addMetric('PlacesWithoutTrail', MetricUnit.Count, trails.missing);
    metrics.addMetric('PlacesUnreachable', MetricUnit.Count, outcome.unreachable.length);
    metrics.addMetric('PlacesLeft', MetricUnit.Count, outcome.left);
    metrics.addMetric('DiscoveryFailed', MetricUnit.Count, outcome.undiscovered === undefined ? 0 : 1);
    metrics.addMetric('FindingsOpen', MetricUnit.Count, outcome.open);
    metrics.addMetric('UndecidedPercent', MetricUnit.Percent, shareOf(outcome));
    metrics.addMetric('ClustersListed', MetricUnit.Count, outcome.clusters);
    metrics.addMetric('ClustersGone', MetricUnit.Count, outcome.gone);
    metrics.addMetric('ClustersOverdue', MetricUnit.Count, outcome.overdue);
    logger.info('Swept.', { ...outcome });
    return outcome;
  });

/** How many of a hundred verdicts could not be decided. */
const shareOf = ({ decided, undecided }: SweepOutcome): number =>
  decided + undecided === 0 ? 0 : (100 * undecided) / (decided + undecided);
