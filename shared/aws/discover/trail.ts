import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { TrailSight } from '../../app/absences/trails.ts';
import type { CredentialsProvider } from '../credentials/member-credentials.ts';
import { logsChanges } from './event-selectors.ts';

interface TrailPlace {
  readonly region: string;
  readonly credentials?: CredentialsProvider | undefined;
}

const none = 'No trail logs what changes networks and clusters in this Region.';

/**
 * Whether a trail of the account and Region logs what changes networks and clusters: its own, one of all Regions, or one of the
 * organization. What cannot be read is unknown; a trail that nobody may look into may be the one.
 */
export async function trailAt({ region, credentials }: TrailPlace): Promise<TrailSight> {
  const client = new CloudTrailClient({
    region,
    ...(credentials ? { credentials } : {}),
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  });
  try {
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    const unknown: string[] = [];
    for (const { TrailARN: Name } of trailList) {
      const sight = await sightOf(client, Name);
      if (sight.state === 'logging') return sight;
      if (sight.state === 'unknown') unknown.push(sight.reason);
    }
    return unknown[0] === undefined ? { state: 'missing', reason: none } : { state: 'unknown', reason: unknown[0] };
  } catch (error) {
    return { state: 'unknown', reason: reasonOf(error) };
  } finally {
    client.destroy();
  }
}

async function sightOf(client: CloudTrailClient, Name: string | undefined): Promise<TrailSight> {
  try {
    const { IsLogging } = await client.send(new GetTrailStatusCommand({ Name }));
    if (!IsLogging) return { state: 'missing', reason: none };
    const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: Name }));
    return logsChanges(selectors) ? { state: 'logging' } : { state: 'missing', reason: none };
  } catch (error) {
    return { state: 'unknown', reason: reasonOf(error) };
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
