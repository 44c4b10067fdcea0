import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { type LocalAws, localAccount, localRegion, startLocalAws } from './local-aws.ts';
import { type Ministack, startMinistack } from './local-ministack.ts';

const run = promisify(execFile);
const serverless = 'node_modules/serverless/bin/serverless.js';
const stage = 'test';

export interface LocalService {
  /** Inventory and reporting. */
  readonly aws: LocalAws;
  /** Events, queues, functions and the table; each function has the rights of its own role and no others. */
  readonly ministack: Ministack;
  readonly deploy: (parameters: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>;
  readonly remove: () => Promise<void>;
  /** What a function answers. Throws what it throws. */
  readonly invoke: (name: string, event: object) => Promise<unknown>;
  /** Puts a management event on the bus, as CloudTrail would. */
  readonly putEvent: (event: CloudTrailCall) => Promise<void>;
  /** Leaves what the functions wrote in .cache/local-service.log. */
  readonly stop: () => Promise<void>;
}

export interface CloudTrailCall {
  readonly source: string;
  readonly eventName: string;
  readonly requestParameters: object;
}

/** Starts both emulators, joined: what one lacks the functions ask of the other. */
export async function startLocalService(): Promise<LocalService> {
  const aws = await startLocalAws();
  const elsewhere = [
    'EKS',
    'EC2',
    'STS',
    'AUTO_SCALING',
    'ELASTIC_LOAD_BALANCING',
    'ELASTIC_LOAD_BALANCING_V2',
    'IAM',
    'ROUTE_53',
    'SERVICE_QUOTAS',
    'ORGANIZATIONS',
    'CLOUDTRAIL',
    'SECURITYHUB',
    'CONFIG_SERVICE',
  ];
  const endpoints = Object.fromEntries(elsewhere.map((service) => [`AWS_ENDPOINT_URL_${service}`, aws.url]));
  const credentials = { AUTH: 'true', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const ministack = await startMinistack({ env: { ...endpoints, ...credentials } });
  const env = {
    ...ministack.env,
    PLUMBLINE_WORK_FOLDER: `.cache/esbuild-service-${process.pid}`,
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
  };
  const sls = async (command: string, ...args: readonly string[]) => {
    const answered = run(process.execPath, [serverless, command, '--stage', stage, ...args], { env, timeout: 120_000 });
    const { stdout } = await answered.catch((error: { readonly stdout?: string }) => {
      throw new Error(`serverless ${command}: ${error.stdout ?? ''}`, { cause: error });
    });
    return stdout;
  };
  // Of its own, because others may deploy at the same time.
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-service-'));
  return {
    aws,
    ministack,
    deploy: async (parameters) => {
      const params = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
      await sls('package', '--package', folder, ...params);
      return outputsIn(await sls('deploy', '--package', folder, '--verbose', ...params));
    },
    remove: async () => {
      await sls('remove');
    },
    invoke: (name, event) => invoke(ministack.url, `plumbline-${stage}-${name}`, event),
    putEvent: (event) => putEvent(ministack.url, event),
    stop: async () => {
      mkdirSync('.cache', { recursive: true });
      writeFileSync('.cache/local-service.log', ministack.output());
      await ministack.stop();
      await aws.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const outputsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/^ {2}(\w+): (\S+)$/gm)].map(([, name = '', value = '']) => [name, value]));

const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${localRegion}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

async function invoke(url: string, name: string, event: object): Promise<unknown> {
  const response = await fetch(`${url}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    headers: signed('lambda'),
    body: JSON.stringify(event),
  });
  const text = await response.text();
  if (!response.ok || response.headers.has('x-amz-function-error')) throw new Error(`${name}: ${text}`);
  return JSON.parse(text || 'null');
}

const putAnswer = z.object({ FailedEntryCount: z.literal(0) });

async function putEvent(url: string, { source, eventName, requestParameters }: CloudTrailCall): Promise<void> {
  const now = new Date().toISOString();
  const detail = {
    eventVersion: '1.11',
    eventSource: `${source.replace('aws.', '')}.amazonaws.com`,
    eventName,
    eventTime: now.replace(/\.\d+Z$/, 'Z'),
    eventID: crypto.randomUUID(),
    awsRegion: localRegion,
    recipientAccountId: localAccount,
    readOnly: false,
    requestParameters,
    responseElements: { _return: true },
  };
  const entry = { Source: source, DetailType: 'AWS API Call via CloudTrail', Detail: JSON.stringify(detail) };
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...signed('events'),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSEvents.PutEvents',
    },
    body: JSON.stringify({ Entries: [entry] }),
  });
  putAnswer.parse(await response.json());
}

/** The answer, as soon as it passes. Throws with the last one after `withinMs`. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isIt: (answer: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`Not within ${withinMs} ms; the last answer: ${JSON.stringify(answer)?.slice(0, 2_000)}`);
    await sleep(200);
  }
}
