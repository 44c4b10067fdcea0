import type { LookPorts } from '../check-clusters/ports.ts';
import { readAndRemember } from '../check-clusters/read-and-remember.ts';
import type { Home } from '../check-clusters/work.ts';
import type { ClusterKey } from '../findings/finding.ts';

/**
 * Reads, judges and remembers clusters at once, and has what changed announced. Those of other accounts are left to memory.
 * Throws when one could not be remembered; one that could not be described is no error, and stays as memory has it.
 */
export const checkNow =
  (home: Home, ports: LookPorts) =>
  async (keys: readonly ClusterKey[]): Promise<void> => {
    const names = keys.filter(({ account }) => account === home.account).map(({ cluster }) => cluster);
    if (names.length === 0) return;
    const { pending, failed } = await readAndRemember(names, home, ports);
    if (pending.size > 0) await ports.announce({ ...home, clusters: [...pending] });
    for (const failure of failed.values()) throw failure;
  };
