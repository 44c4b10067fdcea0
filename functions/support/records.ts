import * as z from 'zod';
import { Poisoned } from '../../shared/app/check-clusters/work.ts';
import type { DeadLetter } from '../../shared/aws/publish/queue.ts';

const batch = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string(), eventSourceARN: z.string() })),
});

/** A message and what it asks for. */
export interface Item<Work> {
  readonly id: string;
  readonly work: Work;
}

export interface Sorted<Work> {
  readonly items: readonly Item<Work>[];
  /** Poisoned messages that could not be put away either. */
  readonly failed: readonly string[];
  readonly poisoned: number;
}

/** The work of a batch. Poisoned messages are put among the dead letters and are no longer part of it. `read` throws `Poisoned`. */
export async function sortRecords<Work>(
  event: unknown,
  read: (body: string) => Work,
  putAway: (letter: DeadLetter) => Promise<void>,
): Promise<Sorted<Work>> {
  const items: Item<Work>[] = [];
  const failed: string[] = [];
  let poisoned = 0;
  for (const { messageId, body, eventSourceARN } of batch.parse(event).Records) {
    try {
      items.push({ id: messageId, work: read(body) });
    } catch (error) {
      if (!(error instanceof Poisoned)) throw error;
      poisoned++;
      const letter = { body, messageId, source: eventSourceARN, reason: error.message };
      await putAway(letter).catch(() => failed.push(messageId));
    }
  }
  return { items, failed, poisoned };
}
