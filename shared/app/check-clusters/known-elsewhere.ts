import type { Memory } from '../findings/memory.ts';
import type { Place } from '../place.ts';

const together = 25;

/**
 * The clusters of a place that memory knows to be in other VPCs. A cluster never moves; one that was made again by its name elsewhere
 * is known as that once it was looked at itself, at the latest with the next sweep.
 */
export const knownElsewhere =
  (memory: Pick<Memory, 'clusters' | 'uses'>, { account, region }: Place) =>
  async (vpcIds: readonly string[]): Promise<readonly string[]> => {
    const known = await memory.clusters(account, region);
    const names: string[] = [];
    for (let start = 0; start < known.length; start += together) {
      const some = known.slice(start, start + together).filter(({ gone }) => !gone);
      const uses = await Promise.all(some.map((cluster) => memory.uses(cluster)));
      names.push(...some.filter((_, index) => isElsewhere(uses[index] ?? [], vpcIds)).map(({ cluster }) => cluster));
    }
    return names;
  };

/** What a cluster uses has to name a VPC: of one of which nothing is known nobody can say where it is. */
function isElsewhere(uses: readonly string[], vpcIds: readonly string[]): boolean {
  const vpcs = uses.filter((id) => id.startsWith('vpc-'));
  return vpcs.length > 0 && !vpcs.some((id) => vpcIds.includes(id));
}
