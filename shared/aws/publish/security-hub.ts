import { setTimeout as sleep } from 'node:timers/promises';
import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Imported, ImportFindings, Outcome } from '../../app/announce/ports.ts';
import type { AsffFinding } from '../../reports/asff.ts';
import { RateLimiter } from '../collect/rate-limiter.ts';
import type { CredentialsProvider } from '../credentials/member-credentials.ts';
import { batchesOf } from './batches.ts';

/** What BatchImportFindings takes at once, with some room for the request around the findings. */
const most = { count: 100, bytes: 6_000_000 - 1_000 };
/** Of ten that an account and Region has, by one of two workers. */
const callsPerSecond = 4;
const attempts = 4;

export interface SecurityHubOptions {
  /** Before what it could not take for the moment is sent again, doubled each time. */
  readonly pauseMs?: number;
  /** Absent: those that the SDK's own chains find. */
  readonly region?: string | undefined;
  readonly credentials?: CredentialsProvider | undefined;
}

/** Security Hub of an account and Region: the findings have to be of the same. One that it refuses keeps no other from being imported. */
export function securityHub({ pauseMs = 500, region, credentials }: SecurityHubOptions = {}): ImportFindings {
  const client = new SecurityHubClient({
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 6,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
  const limiter = new RateLimiter({ perSecond: callsPerSecond, burst: callsPerSecond });
  const send: Send = async (findings) => {
    await sleep(limiter.reserve('securityhub:BatchImportFindings'));
    const { FailedFindings } = await client.send(new BatchImportFindingsCommand({ Findings: [...findings] }));
    return new Map(
      FailedFindings?.map(({ Id = '', ErrorCode: code = '', ErrorMessage: message = '' }) => [
        Id,
        { code, message, isFinal: false },
      ]),
    );
  };
  return async function* (findings) {
    let absence: string | undefined;
    for (const batch of batchesOf(findings, most)) {
      for (const imported of absence === undefined ? await importBatch(send, batch, pauseMs) : absent(batch, absence)) {
        if (imported.outcome === 'unavailable') absence = imported.reason;
        yield imported;
      }
    }
  };
}

/** Why a finding was not taken. */
interface Refusal {
  readonly code: string;
  readonly message: string;
  /** It was said of the whole request, which the SDK has tried several times already. */
  readonly isFinal: boolean;
}

/** The findings that were not taken, by id. */
type Send = (findings: readonly AsffFinding[]) => Promise<ReadonlyMap<string, Refusal>>;

const absent = (batch: readonly AsffFinding[], reason: string): readonly Imported[] =>
  batch.map(({ Id: id }) => ({ id, outcome: 'unavailable', reason }));

async function importBatch(send: Send, batch: readonly AsffFinding[], pauseMs: number): Promise<readonly Imported[]> {
  const refused = new Map<string, Refusal>();
  let left = batch;
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
    if (attempt > 0) await sleep(pauseMs * 2 ** (attempt - 1));
    const refusals = await refusalsOf(send, left);
    for (const { Id } of left) refused.delete(Id);
    for (const [id, refusal] of refusals) refused.set(id, refusal);
    left = left.filter(({ Id }) => isForTheMoment(refusals.get(Id)));
  }
  return batch.map(({ Id: id }) => ({ id, ...outcomeOf(refused.get(id)) }));
}

/** A request that is refused because of some finding is halved until it is known which; another failure is that of every finding. */
async function refusalsOf(send: Send, findings: readonly AsffFinding[]): Promise<ReadonlyMap<string, Refusal>> {
  try {
    return await send(findings);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    if (name !== 'InvalidInputException' || findings.length === 1) {
      return new Map(findings.map(({ Id }) => [Id, { code: name, message, isFinal: true }]));
    }
    const middle = Math.ceil(findings.length / 2);
    const first = await refusalsOf(send, findings.slice(0, middle));
    return new Map([...first, ...(await refusalsOf(send, findings.slice(middle)))]);
  }
}

/** Security Hub minds what it says, and will mind it again. */
const isOfTheFinding = ({ code }: Refusal): boolean => /^InvalidInput(Exception)?$/.test(code);

const isForTheMoment = (refusal: Refusal | undefined): boolean =>
  refusal !== undefined &&
  !refusal.isFinal &&
  /^(Internal|Throttl|LimitExceeded|ServiceUnavailable)/.test(refusal.code);

function outcomeOf(refusal: Refusal | undefined): Outcome {
  if (!refusal) return { outcome: 'told' };
  const reason = `${refusal.code}: ${refusal.message}`;
  // Security Hub is off in this account and Region, or does not take findings of this account.
  if (/^(InvalidAccess(Exception)?|Unreachable)$/.test(refusal.code)) return { outcome: 'unavailable', reason };
  return { outcome: isOfTheFinding(refusal) ? 'refused' : 'failed', reason };
}
