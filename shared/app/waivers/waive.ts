import { matchesPattern } from '../../engine/pattern.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { daysLeft, isExpired, type Waiver } from '../../engine/waiver.ts';

/** Whether a waiver is about what a verdict is about. */
export const isAbout = ({ code, cluster, resource }: Waiver, verdict: Verdict): boolean =>
  verdict.code === code &&
  matchesPattern(cluster, verdict.cluster ?? '') &&
  matchesPattern(resource, verdict.resource.id);

/**
 * The verdicts, with its waiver in each violated one that somebody has decided to live with at a time (ISO 8601). It stays
 * non-compliant. Of several waivers the one that lasts longest counts.
 */
export function waive(verdicts: readonly Verdict[], waivers: readonly Waiver[], now: string): readonly Verdict[] {
  const lasting = waivers
    .filter((waiver) => !isExpired(waiver, now))
    .toSorted((a, b) => daysLeft(b, now) - daysLeft(a, now));
  if (lasting.length === 0) return verdicts;
  return verdicts.map((verdict) => {
    const waiver = verdict.status === 'non-compliant' ? lasting.find((one) => isAbout(one, verdict)) : undefined;
    if (!waiver) return verdict;
    const { reason, owner, expires, source } = waiver;
    return { ...verdict, waiver: { reason, owner, expires, source, daysLeft: daysLeft(waiver, now) } };
  });
}
