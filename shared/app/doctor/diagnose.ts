import type { Access, ActionDiagnosis, Diagnosis, FactDiagnosis, Waiting } from '../../engine/diagnosis.ts';
import type { Report } from '../../engine/report.ts';
import type { Verdict } from '../../engine/verdict.ts';
import type { MissingKind } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { Missing } from '../../model/view/reveal.ts';
import type { TrailSight } from '../absences/trails.ts';
import { type CheckOptions, checkAccount } from '../check-account.ts';
import { askersByAction } from '../needed-reads/askers-by-action.generated.ts';

interface DiagnoseOptions extends CheckOptions {
  /** What came of each action that a live account was asked. */
  readonly access?: ReadonlyMap<string, Access>;
  readonly trail?: TrailSight;
}

/** Judges a snapshot, and says of each thing that is not known what waits for it. */
export function diagnose(snapshot: Snapshot, { access, trail, ...options }: DiagnoseOptions): Diagnosis {
  const report = checkAccount(snapshot, options);
  const gaps = gapsOf(report);
  const codes = report.rules.map(({ code }) => code);
  return {
    format: 1,
    plumbline: report.plumbline,
    source: report.source,
    account: report.account,
    region: report.region,
    observedAt: report.observedAt,
    generatedAt: report.generatedAt,
    clusters: report.clusters.length,
    rules: codes,
    verdicts: {
      all: report.verdicts.length,
      undecided: report.verdicts.filter(({ status }) => status === 'indeterminate').length,
    },
    actions: Object.keys(askersByAction).map((action) => actionDiagnosis(action, { report, gaps, codes, access })),
    beyond: byFact(gaps, 'unread', ({ action }) => action === undefined),
    undeclared: byFact(gaps, 'undeclared', () => true),
    ...(trail ? { trail } : {}),
  };
}

/** One fact that one verdict lacks. */
interface Gap {
  readonly verdict: Verdict;
  readonly missing: Missing;
}

const gapsOf = ({ verdicts }: Report): readonly Gap[] =>
  verdicts.flatMap((verdict) => verdict.missing.map((missing) => ({ verdict, missing })));

interface Findings {
  readonly report: Report;
  readonly gaps: readonly Gap[];
  /** Of the rules that are on. */
  readonly codes: readonly string[];
  readonly access: ReadonlyMap<string, Access> | undefined;
}

function actionDiagnosis(action: string, { report, gaps, codes, access }: Findings): ActionDiagnosis {
  const isOfAction = (missing: Missing) => missing.kind === 'unread' && missing.action === action;
  const own = gaps.filter(({ missing }) => isOfAction(missing));
  const clusters = report.unreadClusters.filter((cluster) => cluster.action === action);
  const askers = (askersByAction[action] ?? '').split(' ');
  return {
    action,
    ...(access ? { access: access.get(action) ?? 'unasked' } : {}),
    reasons: distinct([...own.map(({ missing }) => missing.reason), ...clusters.map(({ reason }) => reason)]),
    askedBy: codes.filter((code) => askers.includes(code)),
    waiting: waitingFor(own, isOfAction),
    clusters: clusters.map(({ resource }) => resource),
  };
}

function waitingFor(gaps: readonly Gap[], isIt: (missing: Missing) => boolean): Waiting {
  const verdicts = [...new Set(gaps.map(({ verdict }) => verdict))];
  return {
    rules: distinct(verdicts.map(({ code }) => code)),
    verdicts: verdicts.length,
    alone: verdicts.filter(({ missing }) => missing.every(isIt)).length,
  };
}

function byFact(
  gaps: readonly Gap[],
  kind: MissingKind,
  isWanted: (missing: Missing) => boolean,
): readonly FactDiagnosis[] {
  const wanted = gaps.filter(({ missing }) => missing.kind === kind && isWanted(missing));
  return [...Map.groupBy(wanted, ({ missing }) => missing.fact)].map(([fact, members]) => ({
    fact,
    reasons: distinct(members.map(({ missing }) => missing.reason)),
    waiting: waitingFor(members, (missing) => missing.kind === kind && missing.fact === fact),
  }));
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
