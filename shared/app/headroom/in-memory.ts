import { placeId } from '../place.ts';
import type { FreeAddresses } from './free-addresses.ts';
import type { Marks } from './headroom.ts';

/** Marks that last as long as the process. */
export function marksInMemory(): Marks {
  const kept = new Map<string, FreeAddresses>();
  return {
    at: async (place) => kept.get(placeId(place)),
    replace: async (place, marks) => {
      kept.set(placeId(place), new Map(marks));
    },
  };
}
