import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  digestScheduleOf,
  readStackParameters,
  stackParameters,
  visibilityTimeouts,
  watching,
} from '../../scripts/stack-parameters.ts';

describe('the parameters of the stack', () => {
  it('have defaults', () => {
    expect(readStackParameters([])).toMatchObject({ changeDelaySeconds: 60, logRetentionDays: 30, kmsKeyArn: '' });
  });

  it('take what is named, with everything after the first equals sign', () => {
    const given = ['sweepSchedule=cron(0 * * * ? *)', 'changeDelaySeconds=0', 'tracing=false'];
    expect(readStackParameters(given)).toMatchObject({
      sweepSchedule: 'cron(0 * * * ? *)',
      changeDelaySeconds: 0,
      tracing: false,
    });
  });

  it.each([
    ['changeDelaySecond=1', 'There is no parameter changeDelaySecond (did you mean changeDelaySeconds?).'],
    ['changeDelaySeconds=901', 'Parameter changeDelaySeconds: Too big: expected number to be <=900'],
    ['changeDelaySeconds=soon', 'Parameter changeDelaySeconds: must be a whole number'],
    ['kmsKeyArn=alias/mine', 'Parameter kmsKeyArn: must be the ARN of kms, or empty'],
    ['sweepSchedule=hourly', 'Parameter sweepSchedule: must be rate(…) or cron(…)'],
    ['accounts=everybody', 'Parameter accounts: must be `this`, `organization`, or account ids'],
    ['organizationalUnits=ou-ab12-products1', 'Parameter organizationalUnits: needs accounts=organization'],
    ['accountTags=team', 'Parameter accountTags: must be `key=value`'],
    ['regions=discover', 'Parameter regions: needs the name of an aggregator'],
    ['aggregator=all', 'Parameter aggregator: needs regions=discover'],
    ['organizationId=mine', 'Parameter organizationId: must be the id of an organisation'],
    ['configRule', 'Parameter configRule: Invalid option: expected one of "true"|"false"'],
  ])('%s: %s', (given, message) => {
    expect(() => readStackParameters([given])).toThrow(message);
  });

  it('let a message that failed come again after six times its function’s timeout, unless they say when', () => {
    expect(visibilityTimeouts(readStackParameters([]))).toEqual({ changes: 720, sweep: 5_400, announce: 360 });
    expect(visibilityTimeouts(readStackParameters(['retrySeconds=2'])).sweep).toBe(2);
  });

  it.each([
    [[], 'cron(0 7 ? * MON *)'],
    [['digest=daily'], 'cron(0 7 ? * * *)'],
    [['digestSchedule=rate(7 days)'], 'rate(7 days)'],
  ])('say when there is a digest: %j %s', (given, when) => {
    expect(digestScheduleOf(readStackParameters(given))).toBe(when);
  });

  it.each([
    [[], 'here', 'false', { 'aws:PrincipalAccount': [] }],
    [['regions=eu-west-1'], 'list', 'false', { 'aws:PrincipalAccount': [] }],
    [
      ['accounts=111122223333, 444455556666'],
      'list',
      'true',
      { 'aws:PrincipalAccount': ['111122223333', '444455556666'] },
    ],
    [['accounts=organization'], 'list', 'false', { 'aws:PrincipalAccount': [] }],
    [
      ['accounts=organization', 'organizationId=o-a1b2c3d4e5'],
      'list',
      'true',
      { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    ],
  ])('say who may hand on events, if they can be told from others: %j', (given, watches, forwards, forwarders) => {
    expect(watching(readStackParameters(given))).toMatchObject({ watches, forwards, forwarders });
  });

  it('are explained in docs/deploy.md with their defaults', () => {
    const text = readFileSync('docs/deploy.md', 'utf8');
    const explained = [...text.matchAll(/^\| `(\w+)` \| (.+?) \|/gm)].map(([, name, value]) => [name, value]);
    const defaults = readStackParameters([]);
    expect(explained).toEqual(
      Object.keys(stackParameters.shape).map((name) => {
        const value = String(defaults[name as keyof typeof defaults]);
        return [name, value === '' ? 'empty' : `\`${value}\``];
      }),
    );
  });
});
