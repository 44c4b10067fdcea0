import type { Place } from '../place.ts';
import type { Runs } from '../runs/runs.ts';
import type { WatchList } from '../watch/watch-list.ts';
import type { ClusterList, SweepPorts } from './sweep.ts';

export interface SweepPlacesPorts extends SweepPorts {
  /** Who is to be watched. Throws where that cannot be known at present. */
  readonly discover: () => Promise<readonly Place[]>;
  readonly watchList: WatchList;
  /** Regions are watched because clusters are there: those in which clusters are remembered stay until they are seen to be gone. */
  readonly isByClusters: boolean;
  /** Throws where the list cannot be complete: `Unreachable` where the account does not let us. */
  readonly list: (place: Place) => Promise<ClusterList>;
  readonly runs: Runs;
  /** Whether there is time to list the clusters of more places. */
  readonly isTimeLeft: () => boolean;
}
