import type { Memory } from '../../app/findings/memory.ts';
import { clusterIn, clustersIn, commitTo, findingsIn, mostFindings, settleIn, touchIn } from './clusters.ts';
import { findingKey } from './keys.ts';
import { claimIn, markTold } from './marks.ts';
import { Table } from './table.ts';
import { replaceUses, usedBy, usersOf } from './uses.ts';

/**
 * A memory in a table of DynamoDB with the string keys `pk` and `sk`, and `expiresAt` as its time to live.
 * Region, credentials and endpoint come from the SDK's own chains.
 */
export function dynamoMemory(tableName: string, now: () => Date = () => new Date()): Memory {
  const table = new Table(tableName);
  return {
    mostFindings,
    cluster: (key) => clusterIn(table, key),
    clusters: (account, region) => clustersIn(table, account, region),
    findings: (key) => findingsIn(table, key, now().toISOString()),
    touch: (key, version, observedAt) => touchIn(table, key, version, observedAt),
    commit: (commit) => commitTo(table, commit),
    claim: (cluster, finding, claim, at) => claimIn(table, findingKey(cluster, finding), claim, at),
    told: (cluster, finding, claim, told) => markTold(table, findingKey(cluster, finding), claim, told),
    settle: (key, version) => settleIn(table, key, version),
    index: (key, resources) => replaceUses(table, key, resources),
    uses: (key) => usedBy(table, key),
    clustersUsing: (region, resource) => usersOf(table, region, resource),
  };
}
