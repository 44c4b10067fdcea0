import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/** The first of the subnets that does not exist any more; undefined when all exist, or that cannot be told. */
export const goneAmong = (account: AccountView, subnetIds: () => readonly string[]): string | undefined => {
  const gone = attempt(() => subnetIds().find((id) => account.subnets.find(id) === undefined));
  return gone instanceof NotObserved ? undefined : gone;
};
