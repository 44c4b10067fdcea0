import { type Place, placeId } from '../place.ts';
import type { Announced } from './announce.ts';
import { announceMessages, type Message } from './announce-messages.ts';
import type { AnnouncePorts } from './ports.ts';

export interface AnnouncedPlace extends Announced {
  readonly place: Place;
  /** The ids of the messages that have to come again. */
  readonly failed: readonly string[];
}

/** Announces messages, one account and Region after the other. `portsAt`: each account hears of its findings in its own name. */
export async function announcePlaces(
  portsAt: (place: Place) => AnnouncePorts,
  messages: readonly Message[],
  claimMs: number,
): Promise<readonly AnnouncedPlace[]> {
  const announced: AnnouncedPlace[] = [];
  for (const [first, ...others] of Map.groupBy(messages, ({ work }) => placeId(work)).values()) {
    if (!first) continue;
    const { account, region } = first.work;
    const place = { account, region };
    announced.push({ place, ...(await announceMessages(portsAt(place), [first, ...others], claimMs)) });
  }
  return announced;
}
