import { ConfigServiceClient, paginateSelectAggregateResourceConfig } from '@aws-sdk/client-config-service';
import * as z from 'zod';
import { distinctPlaces, type Place } from '../../app/place.ts';

/** One row for each account and Region, whatever the clusters are. */
const question =
  "SELECT accountId, awsRegion, COUNT(*) WHERE resourceType = 'AWS::EKS::Cluster' GROUP BY accountId, awsRegion";

const row = z.object({ accountId: z.string().regex(/^\d{12}$/), awsRegion: z.string().min(1) });

/**
 * Where AWS Config records clusters, of the accounts and Regions that an aggregator of this account and Region gathers. It knows of
 * clusters where a recorder records them, and of no others.
 */
export async function clusterPlaces(aggregator: string): Promise<readonly Place[]> {
  const client = new ConfigServiceClient({
    maxAttempts: 6,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
  const places: Place[] = [];
  try {
    const pages = paginateSelectAggregateResourceConfig(
      { client },
      { Expression: question, ConfigurationAggregatorName: aggregator },
    );
    for await (const { Results = [] } of pages) {
      for (const text of Results) {
        const { accountId, awsRegion } = row.parse(JSON.parse(text));
        places.push({ account: accountId, region: awsRegion });
      }
    }
  } finally {
    client.destroy();
  }
  return distinctPlaces(places);
}
