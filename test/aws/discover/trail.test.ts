import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { trailAt } from '../../../shared/aws/discover/trail.ts';
import { json } from '../../support/aws-proxy/reply.ts';
import { type LocalAws, localRegion, startLocalAws } from '../../support/local-aws.ts';

let aws: LocalAws;
const before = { ...process.env };

beforeAll(async () => {
  aws = await startLocalAws();
  Object.assign(process.env, aws.env);
}, 60_000);
beforeEach(() => aws.clear());
afterAll(async () => {
  process.env = before;
  await aws.stop();
});

const here = { region: localRegion };
const missing = { state: 'missing', reason: 'No trail logs what changes networks and clusters in this Region.' };
const denied = () => json(400, { __type: 'AccessDeniedException', message: 'No.' });

/** The emulator answers with trails of these names; what it says of each is up to the test. */
function trails(...names: readonly string[]): void {
  const trailList = names.map((Name) => ({
    Name,
    TrailARN: `arn:aws:cloudtrail:us-east-1:123456789012:trail/${Name}`,
  }));
  aws.behaviour.reply.set('cloudtrail:DescribeTrails', () => json(200, { trailList }));
}

const ofTrail = (body: string): string => body.match(/trail\/([a-z]+)/)?.[1] ?? '';

describe('a trail', () => {
  it('is missing where there is none, or where it is stopped', async () => {
    expect(await trailAt(here)).toEqual(missing);
    const client = new CloudTrailClient({});
    await fetch(`${aws.url}/logs`, {
      method: 'PUT',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request' },
    });
    await client.send(new CreateTrailCommand({ Name: 'main', S3BucketName: 'logs' }));
    const all = [{ IncludeManagementEvents: true, ReadWriteType: 'All' } as const];
    await client.send(new PutEventSelectorsCommand({ TrailName: 'main', EventSelectors: all }));
    await client.send(new StartLoggingCommand({ Name: 'main' }));
    expect(await trailAt(here)).toEqual({ state: 'logging' });
    await client.send(new StopLoggingCommand({ Name: 'main' }));
    expect(await trailAt(here)).toEqual(missing);
    client.destroy();
  });

  it('is there if one of several logs', async () => {
    trails('stopped', 'data', 'good');
    aws.behaviour.reply.set('cloudtrail:GetTrailStatus', (_, body) =>
      json(200, { IsLogging: ofTrail(body) !== 'stopped' }),
    );
    aws.behaviour.reply.set('cloudtrail:GetEventSelectors', (_, body) =>
      json(200, { EventSelectors: [{ IncludeManagementEvents: ofTrail(body) === 'good', ReadWriteType: 'All' }] }),
    );
    expect(await trailAt(here)).toEqual({ state: 'logging' });
  });

  it.each(['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'])(
    'is not known where %s is denied',
    async (action) => {
      trails('main');
      aws.behaviour.reply.set('cloudtrail:GetTrailStatus', () => json(200, { IsLogging: true }));
      aws.behaviour.reply.set(action, denied);
      expect(await trailAt(here)).toEqual({ state: 'unknown', reason: 'AccessDeniedException: No.' });
    },
  );
});
