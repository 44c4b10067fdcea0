import type { NeededReads } from '../shared/app/needed-reads/needed-reads.ts';
import type { CollectOptions } from '../shared/aws/collect/collect-snapshot.ts';
import type { Snapshot } from '../shared/model/snapshot/snapshot.ts';
import { printable } from '../shared/reports/printable.ts';

/** The live account could not be observed at all: the program ends with 3. */
export class CannotObserve extends Error {
  override readonly name = 'CannotObserve';
}

export interface LiveOptions {
  readonly region?: string;
  readonly cluster: readonly string[];
  /** Seconds. */
  readonly deadline: number;
  readonly callsPerSecond?: number;
}

/** What is read beside the network itself, and who is told what came of each action. */
export type LiveReads = NeededReads & Pick<CollectOptions, 'onOutcome'>;

/** Says on a terminal how far the reading is; says nothing elsewhere. */
function progressLine(stream: NodeJS.WriteStream) {
  const isShown = stream.isTTY === true && !process.env.CI;
  const show = (text: string) => isShown && stream.write(`\r\u001b[2K${text}`);
  return {
    update: ({ action, calls }: { readonly action: string; readonly calls: number }) =>
      show(`${calls} calls · ${printable(action)}`),
    clear: () => show(''),
  };
}

/** Reads the account of the AWS environment. Interrupting stops the reading and ends the program as the signal asks. */
export async function readLive(
  { region, cluster, deadline, callsPerSecond }: LiveOptions,
  reads?: LiveReads,
): Promise<Snapshot> {
  const { collectSnapshot, CollectionError, evenRates, interactiveRates } = await import(
    '../shared/aws/collect/index.ts'
  );
  const { lazyReaders } = await import('../shared/aws/collect/lazy-readers.ts');
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new CannotObserve('interrupted'));
  process.once('SIGINT', interrupt);
  const progress = progressLine(process.stderr);
  try {
    return await collectSnapshot({
      region,
      clusters: cluster.length > 0 ? cluster : undefined,
      rates: callsPerSecond === undefined ? interactiveRates : evenRates(callsPerSecond),
      ...reads,
      readers: lazyReaders,
      deadlineMs: deadline * 1000,
      signal: interruption.signal,
      onProgress: progress.update,
    });
  } catch (error) {
    if (error instanceof CollectionError) throw new CannotObserve(error.message, { cause: error });
    throw error;
  } finally {
    progress.clear();
    process.off('SIGINT', interrupt);
  }
}
