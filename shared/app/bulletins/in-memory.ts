import { placeId } from '../place.ts';
import type { Bulletin, Bulletins } from './bulletins.ts';

interface Kept {
  told?: string;
  claim?: { readonly occurrence: string; readonly until: string };
}

/** Bulletins that are known as long as the process lasts. */
export function bulletinsInMemory(): Bulletins {
  const all = new Map<string, Kept>();
  const keptOf = ({ place, name }: Bulletin): Kept => {
    const id = `${placeId(place)}#${name}`;
    const kept = all.get(id) ?? {};
    all.set(id, kept);
    return kept;
  };
  return {
    take: async (bulletin, until, now) => {
      const { occurrence } = bulletin;
      const kept = keptOf(bulletin);
      if (kept.told !== undefined && kept.told >= occurrence) return { outcome: 'told' };
      if (kept.claim && kept.claim.until > now) return { outcome: 'taken' };
      kept.claim = { occurrence, until };
      return { outcome: 'mine', ...(kept.told === undefined ? {} : { last: kept.told }) };
    },
    told: async (bulletin, until) => {
      const kept = keptOf(bulletin);
      if (kept.claim?.occurrence !== bulletin.occurrence || kept.claim.until !== until) return false;
      delete kept.claim;
      kept.told = bulletin.occurrence;
      return true;
    },
  };
}
