import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { localAccount, localRegion } from '../local-aws.ts';

/** How an invocation ended. `killed`: before it could say anything. */
export type Ended =
  | { readonly outcome: 'answered'; readonly answer: unknown }
  | { readonly outcome: 'failed' | 'killed'; readonly reason: string };

export interface FunctionOptions {
  readonly name: string;
  /** Of a bundle. */
  readonly file: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** By how many milliseconds its clock is ahead. */
  readonly clock: SharedArrayBuffer;
}

/** A function with one container at most: it starts when it is needed, and again after it was killed. */
export class LocalFunction {
  readonly #options: FunctionOptions;
  #container: Worker | undefined;

  constructor(options: FunctionOptions) {
    this.#options = options;
  }

  async invoke(event: unknown): Promise<Ended> {
    const { name, timeoutMs } = this.#options;
    const container = await this.#started();
    const arn = `arn:aws:lambda:${localRegion}:${localAccount}:function:${name}`;
    const ended = new Promise<Ended>((resolve) => {
      container.once('message', (said: { answer: unknown } | { failure: string }) => {
        container.removeAllListeners('exit');
        resolve(
          'failure' in said
            ? { outcome: 'failed', reason: said.failure }
            : { outcome: 'answered', answer: said.answer },
        );
      });
      container.once('exit', () => resolve({ outcome: 'killed', reason: 'The container ended.' }));
    });
    container.postMessage({ event, arn, timeoutMs });
    return ended;
  }

  /** As Lambda does when time is up: whatever it is doing, it does nothing more. */
  kill(): void {
    const container = this.#container;
    this.#container = undefined;
    container?.terminate();
  }

  async stop(): Promise<void> {
    await this.#container?.terminate();
  }

  async #started(): Promise<Worker> {
    if (this.#container) return this.#container;
    const { file: bundle, env, clock } = this.#options;
    this.#container = new Worker(new URL('./runtime.ts', import.meta.url), {
      workerData: { bundle, clock },
      env: { ...env },
      stdout: true,
    });
    const container = this.#container;
    await once(container, 'message');
    // What a killed container still says is said to nobody.
    container.on('error', () => undefined);
    return container;
  }
}
