import { type Announced, announce, nothingSaid } from './announce.ts';
import type { AnnounceGroup } from './announce-work.ts';
import type { AnnouncePorts } from './ports.ts';

export interface Message {
  readonly id: string;
  readonly work: AnnounceGroup;
}

/**
 * Announces what messages of one account and Region name, as one: what they have in common is said once. The ids of those that have to
 * come again are those that name a cluster with a failure; all of them if the failure is none of a cluster.
 */
export async function announceMessages(
  ports: AnnouncePorts,
  messages: readonly Message[],
  claimMs: number,
): Promise<Announced & { readonly failed: readonly string[] }> {
  const [first] = messages;
  if (!first) return { ...nothingSaid, failed: [] };
  const clusters = [...new Set(messages.flatMap(({ work }) => work.clusters))];
  const isRefusedToo = messages.some(({ work }) => work.refused);
  const { account, region } = first.work;
  const group = { account, region, clusters, ...(isRefusedToo ? { refused: true as const } : {}) };
  const announced = await announce(ports, group, claimMs);
  const failing = new Set(announced.failures.map(({ cluster }) => cluster));
  const failed = messages.filter(
    ({ work }) => failing.has(undefined) || work.clusters.some((cluster) => failing.has(cluster)),
  );
  return { ...announced, failed: failed.map(({ id }) => id) };
}
