import { type Turn, type Turns, turfId } from './turns.ts';

/** Turns that last as long as the process. */
export function turnsInMemory(): Turns {
  const demands = new Map<string, string>();
  const held = new Map<string, Turn>();
  return {
    demand: async (turf, after) => {
      const before = demands.get(turfId(turf));
      if (before === undefined || before < after) demands.set(turfId(turf), after);
    },
    take: async (turf, turn, now) => {
      const other = held.get(turfId(turf));
      if (other && other.holder !== turn.holder && other.until > now) return false;
      held.set(turfId(turf), turn);
      return true;
    },
    giveBack: async (turf, { holder }) => {
      if (held.get(turfId(turf))?.holder !== holder) return undefined;
      held.delete(turfId(turf));
      return demands.get(turfId(turf)) ?? '';
    },
  };
}
