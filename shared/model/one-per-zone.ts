import type { Subnet } from './view/records.ts';

/** Ids of the first of the subnets in each zone: endpoints and attachments take one a zone. */
export function onePerZone(subnets: readonly Subnet[]): readonly string[] {
  const byZone = new Map<string, string>();
  for (const { zoneId, id } of subnets) if (!byZone.has(zoneId)) byZone.set(zoneId, id);
  return [...byZone.values()];
}
