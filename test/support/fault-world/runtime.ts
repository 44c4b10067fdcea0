import { parentPort, workerData } from 'node:worker_threads';

/** A container of Lambda in a thread: it loads a bundled function and answers events, by a clock that somebody else moves. */
const { bundle, clock }: { readonly bundle: string; readonly clock: SharedArrayBuffer } = workerData;
const ahead = new BigInt64Array(clock);
const Real = Date;
const now = () => Real.now() + Number(Atomics.load(ahead, 0));
globalThis.Date = new Proxy(Real, {
  construct: (target, given) => (given.length === 0 ? new target(now()) : Reflect.construct(target, given)),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

// Chance decides how long the SDK waits before it tries again: it is in a hurry here.
const chance = Math.random;
Math.random = () => chance() / 50;

export interface Invocation {
  readonly event: unknown;
  readonly arn: string;
  readonly timeoutMs: number;
}

const { handler } = await import(bundle);

parentPort?.on('message', async ({ event, arn, timeoutMs }: Invocation) => {
  const end = performance.now() + timeoutMs;
  const context = {
    functionName: arn.split(':').at(-1),
    awsRequestId: '1',
    invokedFunctionArn: arn,
    getRemainingTimeInMillis: () => Math.floor(end - performance.now()),
  };
  try {
    parentPort?.postMessage({ answer: await handler(event, context) });
  } catch (error) {
    parentPort?.postMessage({ failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
parentPort?.postMessage({ answer: 'ready' });
