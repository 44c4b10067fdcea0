import type { ClusterGroup } from '../cluster-group.ts';
import { type Announced, announce } from './announce.ts';
import type { AnnouncePorts } from './ports.ts';

export interface Message {
  readonly id: string;
  readonly work: ClusterGroup;
}

/**
 * Announces what messages of one account and Region name, as one: what they have in common is said once. The ids of those that have to
 * come again are those that name a cluster with a failure.
 */
export async function announceMessages(
  ports: AnnouncePorts,
  messages: readonly Message[],
  claimMs: number,
): Promise<Announced & { readonly failed: readonly string[] }> {
  const [first] = messages;
  if (!first) return { said: {}, failures: [], unavailable: {}, failed: [] };
  const clusters = [...new Set(messages.flatMap(({ work }) => work.clusters))];
  const announced = await announce(ports, { ...first.work, clusters }, claimMs);
  const failing = new Set(announced.failures.map(({ cluster }) => cluster));
  const failed = messages.filter(({ work }) => work.clusters.some((cluster) => failing.has(cluster)));
  return { ...announced, failed: failed.map(({ id }) => id) };
}
