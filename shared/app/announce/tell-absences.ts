import { absenceMessage, type ChatOptions } from '../../reports/chat-message.ts';
import type { Absence } from '../absences/absences.ts';
import type { Bulletins } from '../bulletins/bulletins.ts';
import type { Place } from '../place.ts';
import { bulletinId, threadOfSummaries } from './identity.ts';
import type { Publish, TellAbsences } from './ports.ts';
import { reasonOf } from './reason.ts';

interface AbsencePorts {
  readonly bulletins: Bulletins;
  readonly publish: Publish;
  readonly now: () => Date;
}

/** Tells people once of each thing that is missing at a place. Two workers do not both tell it; one that ends in between may have. */
export const absenceTeller =
  ({ bulletins, publish, now }: AbsencePorts, options: ChatOptions): TellAbsences =>
  async (place, absences, until) => {
    const failures: string[] = [];
    for (const absence of absences) {
      try {
        const bulletin = bulletinOf(place, absence);
        const { outcome } = await bulletins.take(bulletin, until, now().toISOString());
        if (outcome !== 'mine') continue;
        const ids = { id: bulletinId(bulletin), threadId: threadOfSummaries(place) };
        await publish(absenceMessage({ ...ids, ...place, ...absence }, options));
        await bulletins.told(bulletin, until);
      } catch (error) {
        failures.push(reasonOf(error));
      }
    }
    return failures;
  };

const bulletinOf = (place: Place, { what, since }: Absence) => ({ place, name: `missing ${what}`, occurrence: since });
