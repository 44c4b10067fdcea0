/** Free IPv4 addresses by subnet. */
export type FreeAddresses = ReadonlyMap<string, number>;

/** A tenth, and two at least: so far addresses may go up and down without anybody looking. */
const band = (free: number): number => Math.max(2, Math.ceil(free / 10));

/** The subnets whose free addresses left the band around what was marked. One that nobody marked has not moved. */
export function movedSubnets(marked: FreeAddresses, seen: FreeAddresses): readonly string[] {
  return [...seen]
    .filter(([subnet, free]) => {
      const before = marked.get(subnet);
      return before !== undefined && Math.abs(free - before) >= band(before);
    })
    .map(([subnet]) => subnet)
    .sort();
}

/** What to mark then: what moved, what is new, and nothing that is gone. A mark moves only with the band, or a slow drift would never leave it. */
export function nextMarks(marked: FreeAddresses, seen: FreeAddresses): FreeAddresses {
  const moved = new Set(movedSubnets(marked, seen));
  return new Map([...seen].map(([subnet, free]) => [subnet, moved.has(subnet) ? free : (marked.get(subnet) ?? free)]));
}

export const isSameMarks = (one: FreeAddresses, other: FreeAddresses): boolean =>
  one.size === other.size && [...one].every(([subnet, free]) => other.get(subnet) === free);
