import type { Place } from '../../shared/app/place.ts';
import { watchedHere, watchedIn } from '../../shared/app/watch/is-watched.ts';
import type { WatchList } from '../../shared/app/watch/watch-list.ts';
import { homeOf } from './home.ts';

/** Whether a place is watched. Where only the function's own place is, no list is asked. */
export function watching(watches: 'here' | 'list', list: WatchList) {
  const isListed = watchedIn(list);
  return (context: { readonly invokedFunctionArn: string }): ((place: Place) => Promise<boolean>) =>
    watches === 'here' ? watchedHere(homeOf(context)) : isListed;
}
