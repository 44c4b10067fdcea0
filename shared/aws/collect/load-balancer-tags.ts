import { clustersOfLoadBalancer } from '../../model/load-balancer-clusters.ts';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import { clusterTagsOf } from '../shapes/answer.ts';
import { gone, observeOrGone } from './observe.ts';
import { chunksOf } from './pages.ts';
import type { Session } from './session.ts';

interface Tag {
  readonly Key: string | undefined;
  readonly Value?: string | undefined;
}

/** The most load balancers that AWS takes in one question for tags. */
const mostPerCall = 20;

/** By ARN or name; a load balancer that was deleted meanwhile is absent. One that is gone fails the call for all: then each is asked for by itself. */
export async function readTags<T extends Tag>(
  session: Session,
  ids: readonly string[],
  ask: (ids: string[]) => Promise<(readonly [string, T[]])[] | undefined>,
): Promise<ReadonlyMap<string, Known<T[]>>> {
  const read = async (chunk: string[]): Promise<(readonly [string, Known<T[]>])[]> => {
    const answer = await observeOrGone(session, 'elasticloadbalancing:DescribeTags', async () => {
      const told = await ask(chunk);
      if (!told) throw new Error('AWS answered without the tags that were asked for');
      return told;
    });
    if (answer === gone) return chunk.length === 1 ? [] : (await Promise.all(chunk.map((id) => read([id])))).flat();
    return isUnobserved(answer) ? chunk.map((id) => [id, answer] as const) : answer;
  };
  return new Map((await Promise.all(chunksOf(ids, mostPerCall).map(read))).flat());
}

/** Whether a controller of one of the clusters made the load balancer. */
export const isOfClusters = (tags: Known<readonly Tag[]> | undefined, clusters: readonly string[]): boolean =>
  tags !== undefined &&
  !isUnobserved(tags) &&
  clustersOfLoadBalancer(clusterTagsOf(tags)).some((name) => clusters.includes(name));
