import type { Report } from '../../engine/report.ts';
import type { ReportedVerdict } from './problems.ts';
import { counted } from './words.ts';

type ReportedMissing = ReportedVerdict['missing'][number];

/** One thing that was not known, and the verdicts that would have needed it. */
export interface Gap {
  readonly kind: ReportedMissing['kind'];
  /** One sentence: why it is not known. */
  readonly reason: string;
  /** The IAM action that would have read it. */
  readonly action?: string;
  readonly facts: readonly string[];
  /** The resources that the facts belong to; none for whole collections. */
  readonly resources: readonly string[];
  readonly undecided: readonly ReportedVerdict[];
  /** Verdicts with certain violations that may have further ones. */
  readonly partly: readonly ReportedVerdict[];
}

interface Lack {
  readonly verdict: ReportedVerdict;
  readonly missing: ReportedMissing;
}

// A declaration is asked for by name in each cluster; what AWS did not tell is one gap per action and reason, whatever the resource.
const gapKey = ({ kind, fact, action, reason }: ReportedMissing): string =>
  JSON.stringify(kind === 'undeclared' ? [kind, fact] : [kind, action, reason]);

/** What kept verdicts from being reached, the gap behind most undecided verdicts first. */
export function gapsOf({ verdicts }: Report): readonly Gap[] {
  const lacks = verdicts.flatMap((verdict) => verdict.missing.map((missing): Lack => ({ verdict, missing })));
  return [...Map.groupBy(lacks, ({ missing }) => gapKey(missing)).values()]
    .flatMap(gapOf)
    .sort((a, b) => b.undecided.length - a.undecided.length);
}

function gapOf(lacks: readonly Lack[]): Gap[] {
  const missing = lacks[0]?.missing;
  if (!missing) return [];
  const verdicts = [...new Set(lacks.map(({ verdict }) => verdict))];
  return [
    {
      kind: missing.kind,
      reason: missing.reason,
      ...(missing.action === undefined ? {} : { action: missing.action }),
      facts: distinct(lacks.map((lack) => lack.missing.fact)),
      resources: distinct(lacks.map((lack) => lack.missing.resource)).filter((resource) => resource !== ''),
      undecided: verdicts.filter(({ status }) => status === 'indeterminate'),
      partly: verdicts.filter(({ status, waiver }) => status === 'non-compliant' && !waiver),
    },
  ];
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** What is missing, in one clause. */
export const gapTitle = ({ kind, reason, facts }: Gap): string =>
  kind === 'undeclared' ? `${facts.join(', ')} is not declared` : reason.replace(/\.$/, '');

/** What it keeps open, in one clause. */
export function gapWeight({ undecided, partly }: Gap): string {
  const open = undecided.length > 0 ? [`${counted(undecided.length, 'verdict')} undecided`] : [];
  const more = partly.length > 0 ? [`${counted(partly.length, 'problem')} may be wider than shown`] : [];
  return [...open, ...more].join(', ');
}

/** The codes of the rules by cluster (null: the account). */
export function codesByCluster(verdicts: readonly ReportedVerdict[]): ReadonlyMap<string | null, readonly string[]> {
  const byCluster = Map.groupBy(verdicts, ({ cluster }) => cluster);
  return new Map([...byCluster].map(([cluster, members]) => [cluster, distinct(members.map(({ code }) => code))]));
}
