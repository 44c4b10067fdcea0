import * as z from 'zod';
import type { WorkItem } from '../../shared/app/check-clusters/check-clusters.ts';
import { type Home, Poisoned, readWork } from '../../shared/app/check-clusters/work.ts';
import type { DeadLetter } from '../../shared/aws/publish/queue.ts';

const batch = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string(), eventSourceARN: z.string() })),
});

export interface Sorted {
  readonly items: readonly WorkItem[];
  /** Poisoned messages that could not be put away either. */
  readonly failed: readonly string[];
  readonly poisoned: number;
}

/** The work of a batch. Poisoned messages are put among the dead letters and are no longer part of it. */
export async function sortRecords(
  event: unknown,
  home: Home,
  putAway: (letter: DeadLetter) => Promise<void>,
): Promise<Sorted> {
  const items: WorkItem[] = [];
  const failed: string[] = [];
  let poisoned = 0;
  for (const { messageId, body, eventSourceARN } of batch.parse(event).Records) {
    try {
      items.push({ id: messageId, work: readWork(body, home) });
    } catch (error) {
      if (!(error instanceof Poisoned)) throw error;
      poisoned++;
      const letter = { body, messageId, source: eventSourceARN, reason: error.message };
      await putAway(letter).catch(() => failed.push(messageId));
    }
  }
  return { items, failed, poisoned };
}
