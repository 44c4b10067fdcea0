import type { LookPorts } from '../check-clusters/ports.ts';
import { readAndRemember } from '../check-clusters/read-and-remember.ts';
import type { ClusterKey } from '../findings/finding.ts';
import type { Place } from '../place.ts';

/**
 * Reads, judges and remembers clusters at once, and has what changed announced. Those of other accounts are left to memory.
 * Throws when one could not be remembered; one that could not be described is no error, and stays as memory has it.
 */
export const checkNow =
  (place: Place, ports: LookPorts) =>
  async (keys: readonly ClusterKey[]): Promise<void> => {
    const names = keys.filter(({ account }) => account === place.account).map(({ cluster }) => cluster);
    if (names.length === 0) return;
    const { pending, failed } = await readAndRemember(names, place, ports);
    if (pending.size > 0) await ports.announce({ ...place, clusters: [...pending] });
    for (const failure of failed.values()) throw failure;
  };
