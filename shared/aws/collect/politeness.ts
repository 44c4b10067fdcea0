import { setTimeout as sleep } from 'node:timers/promises';
import { failureOf } from './failures.ts';
import type { Gate } from './gate.ts';
import { RateLimiter } from './rate-limiter.ts';
import type { Rate, Service } from './rates.ts';

type Middleware = <Arguments, Answer>(
  next: (args: Arguments) => Promise<Answer>,
  context: Context,
) => (args: Arguments) => Promise<Answer>;

/** A client of the SDK, of whatever service. */
export interface Client {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: Middleware,
      options: { readonly name: string; readonly relation: 'before'; readonly toMiddleware: string },
    ): void;
  };
  destroy(): void;
}

interface Politeness {
  readonly service: Service;
  readonly rate: Rate;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  readonly onCall: (action: string) => void;
  readonly onThrottle: (action: string) => void;
}

interface Context {
  readonly commandName?: string;
}

/**
 * Every attempt of the client's calls waits for its turn: after the SDK's retry logic, so that retries wait too, and before the
 * request is signed, so that a signature does not age in the queue.
 */
export function callPolitely(client: Client, { service, rate, gate, signal, onCall, onThrottle }: Politeness): void {
  const limiter = new RateLimiter(rate);
  const attempt = async <T>(action: string, send: () => Promise<T>): Promise<T> => {
    const waitMs = limiter.reserve(action);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    try {
      const answer = await gate.pass(send);
      onCall(action);
      return answer;
    } catch (error) {
      if (failureOf(error) === 'throttled') {
        limiter.throttled(action);
        onThrottle(action);
      }
      throw error;
    }
  };
  const middleware: Middleware =
    (next, { commandName = '' }) =>
    (args) =>
      attempt(`${service}:${commandName.replace(/Command$/, '')}`, () => next(args));
  client.middlewareStack.addRelativeTo(middleware, {
    name: 'politeness',
    relation: 'before',
    toMiddleware: 'httpSigningMiddleware',
  });
}
