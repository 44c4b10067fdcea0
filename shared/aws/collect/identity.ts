import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { CollectionError } from './failures.ts';
import type { Session } from './session.ts';

const action = 'sts:GetCallerIdentity';
const mostSkewMs = 5_000;

export interface Identity {
  readonly account: string;
  readonly region: string;
}

/** Whose account is read. Throws a `CollectionError` when AWS does not say, or when its clock and this one do not agree. */
export async function identify(session: Session): Promise<Identity> {
  const clock = watchClock(session);
  try {
    const { Account } = await session.sts.send(new GetCallerIdentityCommand({}), session.options);
    if (!Account) throw new Error('AWS answered without the account');
    clock.check();
    session.tell(action, 'answered');
    return { account: Account, region: await session.sts.config.region() };
  } catch (error) {
    session.cancelled.throwIfAborted();
    throw new CollectionError(action, error);
  }
}

/** Compares AWS's `Date` header with this machine's clock before and after the call. */
function watchClock({ sts }: Pick<Session, 'sts'>) {
  let skewMs = 0;
  sts.middlewareStack.add(
    (next) => async (args) => {
      const sentAt = Date.now();
      const result = await next(args);
      skewMs = skewOf(dateOf(result.response), sentAt, Date.now());
      return result;
    },
    { step: 'deserialize', name: 'clock', priority: 'low' },
  );
  const check = () => {
    if (skewMs <= mostSkewMs) return;
    const seconds = Math.round(skewMs / 1000);
    throw new Error(`this machine's clock differs from AWS's by ${seconds} s, so no observation could be dated`);
  };
  return { check };
}

/** Milliseconds by which the date lies outside the time in which it was made; the header counts whole seconds. */
export function skewOf(date: number | undefined, sentAt: number, receivedAt: number): number {
  if (date === undefined) return 0;
  return Math.max(0, date - receivedAt, sentAt - (date + 999));
}

function dateOf(response: unknown): number | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const headers = response.headers as Readonly<Record<string, string>>;
  const date = Date.parse(headers.date ?? '');
  return Number.isNaN(date) ? undefined : date;
}
