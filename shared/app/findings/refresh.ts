import { createHash } from 'node:crypto';
import { clusterId, findingId, type ObservedFinding } from './finding.ts';

/** Security Hub deletes a finding 90 days after it heard of it last; these days leave time for what may fail. */
const firstDay = 60;
const lastDay = 80;
const dayMs = 86_400_000;

/**
 * When a finding that does not change is to be told anew: 60 to 80 days after it was to be told last, by its identity, so that what
 * was opened on one day is not told anew on one day.
 */
export function refreshAt(finding: ObservedFinding): string {
  const last = lastRenewal(finding);
  const hash = createHash('sha256')
    .update(`${clusterId(finding.cluster)} ${findingId(finding)}`)
    .digest();
  const days = firstDay + (hash.readUInt32BE() % (lastDay - firstDay + 1));
  return new Date(Date.parse(last) + days * dayMs).toISOString();
}

/** When a finding was last to be told, changed or not. */
export const lastRenewal = ({ changedAt, renewedAt = '' }: Pick<ObservedFinding, 'changedAt' | 'renewedAt'>): string =>
  renewedAt > changedAt ? renewedAt : changedAt;
