import type { Absences } from '../absences/absences.ts';
import type { Place } from '../place.ts';
import type { AnnounceWork } from './announce-work.ts';
import type { TellAbsences } from './ports.ts';
import { reasonOf } from './reason.ts';

/** What people are told that is about no finding; absent where they are told nothing of it. */
export interface BulletinPorts {
  readonly absences: Pick<Absences, 'at'>;
  readonly tellAbsences?: TellAbsences;
  /** Of the plan of a time, until when nobody else may. */
  readonly tellDigest?: (at: string, until: string) => Promise<unknown>;
  readonly now: () => Date;
}

interface BulletinMessage {
  readonly id: string;
  readonly work: Exclude<AnnounceWork, { readonly kind: 'group' }>;
}

/** Tells what messages ask for. Answers those that have to come again, with why. */
export async function tellBulletins(
  ports: BulletinPorts,
  messages: readonly BulletinMessage[],
  claimMs: number,
): Promise<ReadonlyMap<string, string>> {
  const failed = new Map<string, string>();
  for (const { id, work } of messages) {
    const until = new Date(ports.now().getTime() + claimMs).toISOString();
    try {
      if (work.kind === 'digest') await ports.tellDigest?.(work.at, until);
      else for (const reason of await tellMissing(ports, work.place, until)) failed.set(id, reason);
    } catch (error) {
      failed.set(id, reasonOf(error));
    }
  }
  return failed;
}

const tellMissing = async (ports: BulletinPorts, place: Place, until: string): Promise<readonly string[]> =>
  (await ports.tellAbsences?.(place, await ports.absences.at(place), until)) ?? [];
