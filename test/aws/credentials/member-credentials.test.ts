import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Unreachable } from '../../../shared/app/watch/unreachable.ts';
import { memberCredentials } from '../../../shared/aws/credentials/member-credentials.ts';
import { type LocalAws, localAccount, startLocalAws } from '../../support/local-aws.ts';

const member = '222233334444';
const role = {
  ownAccount: localAccount,
  partition: 'aws',
  name: 'plumbline-read',
  externalId: 'secret-enough',
  sessionName: 'plumbline',
};

describe("a member's credentials", () => {
  let aws: LocalAws;
  const before = { ...process.env };
  beforeAll(async () => {
    aws = await startLocalAws();
    Object.assign(process.env, aws.env);
  }, 60_000);
  afterEach(() => aws.behaviour.reset());
  afterAll(async () => {
    await aws.stop();
    process.env = before;
  });

  const assumed = () => (aws.behaviour.bodies.get('sts:AssumeRole') ?? []).map((body) => new URLSearchParams(body));

  it('are of its own role, asked for with the external id, once for all who wait', async () => {
    const credentials = memberCredentials(role)(member);
    const [one, other] = await Promise.all([credentials?.(), credentials?.()]);
    expect(one).toEqual(other);
    const [asked, ...others] = assumed();
    expect(others).toEqual([]);
    expect(Object.fromEntries(asked ?? [])).toMatchObject({
      RoleArn: `arn:aws:iam::${member}:role/plumbline-read`,
      RoleSessionName: 'plumbline',
      ExternalId: 'secret-enough',
      DurationSeconds: '3600',
    });
    const sts = new STSClient(credentials ? { credentials } : {});
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(member);
  });

  it('are asked for again before they end, also by another account’s side', async () => {
    let elapsedMs = 0;
    const of = memberCredentials(role, () => Date.now() + elapsedMs);
    await of(member)?.();
    elapsedMs = 40 * 60_000;
    await of(member)?.();
    expect(assumed()).toHaveLength(1);
    elapsedMs = 50 * 60_000;
    await of(member)?.();
    await of('333344445555')?.();
    expect(assumed()).toHaveLength(3);
  });

  it('are none for the own account, which assumes nothing', () => {
    expect(memberCredentials(role)(localAccount)).toBeUndefined();
  });

  it('cannot be had when the role refuses, and are asked for again', async () => {
    const credentials = memberCredentials(role)(member);
    aws.behaviour.denied.add('sts:AssumeRole');
    await expect(credentials?.()).rejects.toThrow(Unreachable);
    aws.behaviour.denied.clear();
    expect(await credentials?.()).toMatchObject({ sessionToken: expect.any(String) });
  });
});
