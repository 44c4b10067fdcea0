import { createHash, createHmac } from 'node:crypto';
import type { BitChoice } from '../shared/model/snapshot/anonymise/address-map.ts';
import type { Snapshot } from '../shared/model/snapshot/snapshot.ts';

/** Bits that are the same for the same snapshot, and that nobody can compute without it. */
export function bitsKeyedBy(snapshot: Snapshot): BitChoice {
  const key = createHash('sha256').update(JSON.stringify(snapshot)).digest();
  return (prefix) => ((createHmac('sha256', key).update(prefix).digest()[0] ?? 0) & 1) === 1;
}
