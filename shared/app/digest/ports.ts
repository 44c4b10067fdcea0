import type { ChatOptions, DigestPeriod } from '../../reports/chat-message.ts';
import type { Absences } from '../absences/absences.ts';
import type { Publish } from '../announce/ports.ts';
import type { Bulletins } from '../bulletins/bulletins.ts';
import type { Memory } from '../findings/memory.ts';
import type { Place } from '../place.ts';
import type { WatchedPlace } from '../watch/watch-list.ts';

/** An account and Region that a digest is about, as the watch list has it. */
export type PlaceToTell = Place & Pick<WatchedPlace, 'unreachableSince' | 'reason'>;

export interface DigestPorts {
  readonly memory: Pick<Memory, 'clusters' | 'findings'>;
  readonly absences: Pick<Absences, 'at'>;
  readonly bulletins: Bulletins;
  readonly places: () => Promise<readonly PlaceToTell[]>;
  readonly publish: Publish;
  readonly options: ChatOptions;
  readonly now: () => Date;
}

/** That a digest is due. */
export interface DigestCall {
  /** Where the functions run. */
  readonly home: Place;
  readonly period: DigestPeriod;
  /** The time for which it was planned, ISO 8601 with milliseconds, in UTC: the same whenever the call is repeated. */
  readonly at: string;
}
