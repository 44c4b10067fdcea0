import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { Simulation } from '../../reports/simulate.ts';
import { type CheckOptions, checkAccount } from '../check-account.ts';
import { type Change, compareReports } from '../compare-reports.ts';

/** Judges a snapshot as it is and as a patch makes it, and tells the difference. */
export function simulate(
  snapshot: Snapshot,
  patched: Snapshot,
  options: CheckOptions,
): Simulation & { readonly changes: readonly Change[] } {
  const [before, after] = [checkAccount(snapshot, options), checkAccount(patched, options)];
  const violated = ({ summary }: typeof before) => summary.verdicts['non-compliant'];
  return {
    account: snapshot.account,
    region: snapshot.region,
    observedAt: snapshot.observedAt,
    changes: compareReports(before, after),
    violated: { before: violated(before), after: violated(after) },
  };
}
