import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

const nowhere = 'http://127.0.0.1:9';
/** What must never be read in a log. */
const secrets = {
  AWS_ACCESS_KEY_ID: 'AKIASECRETKEYID00000',
  AWS_SECRET_ACCESS_KEY: 'the-secret-access-key',
  AWS_SESSION_TOKEN: 'the-session-token',
  EXTERNAL_ID: 'the-external-id',
};
const body = 'the-body-of-a-message';
const environment = {
  ...secrets,
  AWS_ENDPOINT_URL: nowhere,
  AWS_REGION: 'us-east-1',
  AWS_MAX_ATTEMPTS: '1',
  POWERTOOLS_LOG_LEVEL: 'DEBUG',
  POWERTOOLS_DEV: 'false',
  TABLE_NAME: 'findings',
  QUEUE_URL: `${nowhere}/changes`,
  CHANGES_QUEUE_URL: `${nowhere}/changes`,
  SWEEP_QUEUE_URL: `${nowhere}/sweep`,
  ANNOUNCE_QUEUE_URL: `${nowhere}/announce`,
  DEAD_LETTER_QUEUE_URL: `${nowhere}/dead-letters`,
  SETTLE_SECONDS: '0',
  CALLS_PER_SECOND: '',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:notices',
  SECURITY_HUB: 'true',
  SNS: 'true',
  DRY_RUN: 'false',
  DIGEST: 'weekly',
  ENVIRONMENT: '',
  WATCHES: 'list',
  READ_ROLE: 'plumbline-read',
  REPORT_ROLE: 'plumbline-report',
  ACCOUNTS: 'this',
  ORGANIZATIONAL_UNITS: '',
  EXCLUDE_ORGANIZATIONAL_UNITS: '',
  ACCOUNT_TAGS: '',
  REGIONS: '',
  AGGREGATOR: '',
  RETRY_SECONDS: '360',
  CONFIG_RULE: '',
  CONFIG_RULE_ID: '',
};

/** Calls a function with a message that nobody can work on and without any AWS, and says how that ends. */
const program = (name: string) => `
  const { handler } = await import(process.cwd() + '/functions/${name}.ts');
  const invokedFunctionArn = 'arn:aws:lambda:us-east-1:123456789012:function:plumbline-${name}';
  const context = { invokedFunctionArn, functionName: '${name}', awsRequestId: '1', memoryLimitInMB: '512', getRemainingTimeInMillis: () => 60_000 };
  const record = { messageId: '1', eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:changes', body: '${body}' };
  await handler({ Records: [record] }, context).then(
    (answer) => console.log('answered', JSON.stringify(answer)),
    (error) => console.error('failed', error),
  );
  process.exit();`;

async function logOf(name: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(name)], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return out + err;
}

const functions = readdirSync('functions')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''));

describe.each(functions)('the log of %s, when nothing works', (name) => {
  it('has no credentials, no external id and no message in it', async () => {
    const log = await logOf(name);
    expect(log).toMatch(/answered|failed/);
    expect(log).not.toContain('in the environment is missing');
    for (const secret of [...Object.values(secrets), body]) expect(log).not.toContain(secret);
  }, 60_000);
});
