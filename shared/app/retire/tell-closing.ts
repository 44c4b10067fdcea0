import { type ChatOptions, closingMessage } from '../../reports/chat-message.ts';
import { bulletinId, threadOfSummaries } from '../announce/identity.ts';
import type { Publish } from '../announce/ports.ts';
import { reasonOf } from '../announce/reason.ts';
import type { Bulletins } from '../bulletins/bulletins.ts';
import type { Place } from '../place.ts';
import type { Closing } from './retire.ts';

interface ClosingPorts {
  /** Where the service runs. */
  readonly here: Place;
  readonly bulletins: Bulletins;
  readonly publish: Publish;
  readonly now: () => Date;
}

const claimMs = 60_000;

/** Tells people once that nobody watches any more; a retirement that is undone and comes again is told again. */
export const closingTeller =
  ({ here, bulletins, publish, now }: ClosingPorts, options: ChatOptions) =>
  async ({ since, places, clusters, findings }: Closing): Promise<string | undefined> => {
    const bulletin = { place: here, name: 'retired', occurrence: since };
    const until = new Date(now().getTime() + claimMs).toISOString();
    try {
      const { outcome } = await bulletins.take(bulletin, until, now().toISOString());
      if (outcome === 'taken') return 'Another worker is publishing the last notice.';
      if (outcome === 'told') return undefined;
      const ids = { id: bulletinId(bulletin), threadId: threadOfSummaries(here) };
      await publish(closingMessage({ ...ids, ...here, since, places: places.length, clusters, findings }, options));
      await bulletins.told(bulletin, until);
      return undefined;
    } catch (error) {
      return `The last notice: ${reasonOf(error)}`;
    }
  };
