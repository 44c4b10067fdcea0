/** The items in their order, in batches of at most so many and of at most so many bytes of JSON; an item that is larger is alone. */
export function batchesOf<T>(items: readonly T[], most: { readonly count: number; readonly bytes: number }): T[][] {
  const batches: T[][] = [];
  let room = 0;
  for (const item of items) {
    // With the comma that parts it from the next.
    const bytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = batches.at(-1);
    if (last && last.length < most.count && bytes <= room) {
      last.push(item);
      room -= bytes;
    } else {
      batches.push([item]);
      room = most.bytes - bytes;
    }
  }
  return batches;
}
