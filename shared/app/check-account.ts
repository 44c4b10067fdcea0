import { skippedCluster } from '../engine/applicability.ts';
import { type Report, reportFormat } from '../engine/report.ts';
import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import { isAtLeast, type Severity, type Verdict } from '../engine/verdict.ts';
import type { Waiver } from '../engine/waiver.ts';
import { isUnobserved } from '../model/snapshot/known.ts';
import type { Snapshot } from '../model/snapshot/snapshot.ts';
import { attempt } from '../model/view/observing.ts';
import { NotObserved } from '../model/view/reveal.ts';
import { AccountView, type ClusterView } from '../model/view/views.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from '../rules/addresses/node-subnets-have-addresses-for-the-maximum.ts';
import { addressAssumptionsSchema } from '../rules/parameters.ts';
import { clusterSummary } from './cluster-summary.ts';
import { judgeCluster } from './judge-cluster.ts';
import { summarise } from './summarise.ts';
import { waiverStandings } from './waivers/waiver-standings.ts';
import { waiversOf } from './waivers/waiver-tags.ts';

export interface CheckOptions {
  readonly rules: readonly Rule[];
  readonly settings: Settings;
  /** Only these clusters are shown; all of them are judged together, because clusters that share a VPC share its addresses. */
  readonly clusters?: readonly string[];
  /** Violations below are left out, and so are verdicts that have no other. */
  readonly severity?: Severity;
  /** The report's time, ISO 8601. */
  readonly now: string;
  readonly version: string;
}

/** The names of the clusters that a snapshot holds, observed or not. */
export function clusterNames({ clusters }: Snapshot): readonly string[] {
  if (isUnobserved(clusters)) return [];
  return clusters.map((cluster) => ('of' in cluster ? cluster.of : cluster.id)).filter((name) => name !== '');
}

/** Judges every cluster of a snapshot by the rules. */
export function checkAccount(snapshot: Snapshot, options: CheckOptions): Report {
  const { rules, settings, clusters, now, version } = options;
  const account = new AccountView(snapshot, { declarationsOf: settings.declarationsOf });
  const isShown = (name: string) => clusters === undefined || clusters.includes(name);
  const shown = account.clusters.filter(({ name }) => isShown(name));
  const { waivers, refused } = waiversOf(account, rules, settings, now);
  const judged = shown.flatMap((view) => judgeCluster(view, rules, settings, waivers, now));
  const verdicts = options.severity === undefined ? judged : judged.flatMap(atLeast(options.severity));
  const assumptions = addressAssumptionsSchema.parse(settings.parametersOf(nodeSubnetsHaveAddressesForTheMaximum));
  const unreadClusters = account.hiddenClusters
    .map(({ missing }) => missing)
    .filter(({ resource }) => resource === '' || isShown(resource));
  return {
    format: reportFormat,
    plumbline: version,
    source: snapshot.source,
    account: snapshot.account,
    region: snapshot.region,
    observedAt: snapshot.observedAt,
    generatedAt: now,
    clusters: shown.map((view) => clusterSummary(view, skipReason(view), assumptions)),
    unreadClusters,
    rules: rules.map(({ code, name, title, severity, profile, why, references }) => ({
      code,
      name,
      title,
      severity,
      profile,
      why,
      references,
    })),
    verdicts,
    waivers: standings(account, judged, waivers, options),
    refusedWaiverTags: refused,
    summary: summarise(verdicts, unreadClusters),
  };
}

/** How waivers stand to what was judged. */
function standings(
  account: AccountView,
  verdicts: readonly Verdict[],
  waivers: readonly Waiver[],
  { rules, clusters, now }: CheckOptions,
) {
  const hidden = account.hiddenClusters.map(({ missing }) => missing.resource);
  const names = account.clusters.map(({ name }) => name);
  const judged = {
    verdicts,
    codes: rules.map(({ code }) => code),
    clusters: names.filter((name) => clusters?.includes(name) ?? true),
    otherClusters: hidden.includes('')
      ? null
      : [...hidden, ...names.filter((name) => clusters?.includes(name) === false)],
  };
  return waiverStandings(waivers, judged, now);
}

function skipReason(view: ClusterView): string | undefined {
  const reason = attempt(() => skippedCluster(view));
  return reason instanceof NotObserved ? undefined : reason;
}

const atLeast =
  (threshold: Severity) =>
  (verdict: Verdict): readonly Verdict[] => {
    if (verdict.status !== 'non-compliant') return [verdict];
    const violations = verdict.violations.filter(({ severity }) => isAtLeast(severity, threshold));
    return violations.length > 0 ? [{ ...verdict, violations }] : [];
  };
