import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetResourceConfigCommand,
  ConfigServiceClient,
  PutEvaluationsCommand,
  type ResourceKey,
  type Evaluation as SentEvaluation,
} from '@aws-sdk/client-config-service';
import { type ConfigResource, configKey } from '../../app/config-rule/config-resource.ts';
import type { ConfigPorts, Evaluation, ResultToken } from '../../app/config-rule/ports.ts';
import type { CredentialsProvider } from '../credentials/member-credentials.ts';

/** Both calls take so many at most. */
const most = 100;
const attempts = 4;

/** AWS Config did not take some evaluations. */
export class EvaluationsRefused extends Error {
  readonly resources: readonly string[];

  constructor(resources: readonly string[]) {
    super(`AWS Config refused ${resources.length} evaluations ${attempts} times: ${resources.join(', ')}`);
    this.name = 'EvaluationsRefused';
    this.resources = resources;
  }
}

export interface ConfigOptions {
  /** Before what was refused is sent again, doubled each time. */
  readonly pauseMs?: number;
  /** Absent: those that the SDK's own chains find. */
  readonly region?: string | undefined;
  readonly credentials?: CredentialsProvider | undefined;
}

/** AWS Config of an account and Region: it takes evaluations of its own rules from its own account. */
export function configService({
  pauseMs = 200,
  region,
  credentials,
}: ConfigOptions = {}): Pick<ConfigPorts, 'put' | 'recorded'> {
  const client = new ConfigServiceClient({
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 6,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
  return {
    put: (token, evaluations) => put(client, token, evaluations, pauseMs),
    recorded: (resources) => recorded(client, resources, pauseMs),
  };
}

/** One chunk after the other, all with the same token. What is refused keeps nothing else from being sent. */
async function put(
  client: ConfigServiceClient,
  token: ResultToken,
  evaluations: readonly Evaluation[],
  pauseMs: number,
): Promise<void> {
  const refused: string[] = [];
  for (const chunk of chunksOf(evaluations)) {
    const left = await untilTaken(chunk.map(sent), pauseMs, async (some) => {
      const { FailedEvaluations } = await client.send(
        new PutEvaluationsCommand({ Evaluations: some, ResultToken: token.resultToken, TestMode: token.testMode }),
      );
      return FailedEvaluations;
    });
    refused.push(
      ...left.map(
        ({ ComplianceResourceType, ComplianceResourceId }) => `${ComplianceResourceType} ${ComplianceResourceId}`,
      ),
    );
  }
  if (refused.length > 0) throw new EvaluationsRefused(refused);
}

const sent = ({ resource, complianceType, annotation, orderedAt }: Evaluation): SentEvaluation => ({
  ComplianceResourceType: resource.type,
  ComplianceResourceId: resource.id,
  ComplianceType: complianceType,
  Annotation: annotation,
  OrderingTimestamp: new Date(orderedAt),
});

/** AWS Config answers with what it records of this account and Region and what still exists, and leaves out the rest. */
async function recorded(
  client: ConfigServiceClient,
  resources: readonly ConfigResource[],
  pauseMs: number,
): Promise<readonly ConfigResource[]> {
  const found = new Set<string>();
  for (const chunk of chunksOf(resources)) {
    const keys = chunk.map(({ type, id }) => ({ resourceType: type as ResourceKey['resourceType'], resourceId: id }));
    // What stays unprocessed is not known to be recorded: it is asked about again with the next schedule.
    await untilTaken<ResourceKey>(keys, pauseMs, async (resourceKeys) => {
      const answer = await client.send(new BatchGetResourceConfigCommand({ resourceKeys }));
      for (const { resourceType = '', resourceId = '' } of answer.baseConfigurationItems ?? []) {
        found.add(configKey({ type: resourceType, id: resourceId }));
      }
      return answer.unprocessedResourceKeys;
    });
  }
  return resources.filter((resource) => found.has(configKey(resource)));
}

const chunksOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));

/** Sends, and sends again what came back, a few times. Returns what came back last. */
async function untilTaken<T>(
  all: readonly T[],
  pauseMs: number,
  send: (some: T[]) => Promise<readonly T[] | undefined>,
): Promise<readonly T[]> {
  let left = all;
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
    if (attempt > 0) await sleep(pauseMs * 2 ** (attempt - 1));
    left = (await send([...left])) ?? [];
  }
  return left;
}
