import type { Retirement } from './retirement.ts';

/** A retirement that lasts as long as the process. */
export function retirementInMemory(): Retirement {
  let since: string | undefined;
  return {
    since: async () => since,
    begin: async (now) => {
      since ??= now;
      return since;
    },
    undo: async () => {
      since = undefined;
    },
  };
}
