import { type Place, placeId } from '../place.ts';
import type { Absence, Absences, Absentee } from './absences.ts';

/** Absences that are known as long as the process lasts. */
export function absencesInMemory(): Absences {
  const places = new Map<string, Map<Absentee, Absence>>();
  const known = (place: Place) => {
    const absences = places.get(placeId(place)) ?? new Map<Absentee, Absence>();
    places.set(placeId(place), absences);
    return absences;
  };
  return {
    at: async (place) => [...known(place).values()],
    missed: async (place, what, reason, now) => {
      const absence = { what, reason, triedAt: now, since: known(place).get(what)?.since ?? now };
      known(place).set(what, absence);
      return absence;
    },
    found: async (place, what) => void known(place).delete(what),
  };
}
