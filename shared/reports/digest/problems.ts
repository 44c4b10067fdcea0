import type { Report } from '../../engine/report.ts';
import { type ResourceRef, type Severity, severities } from '../../engine/verdict.ts';

export type ReportedVerdict = Report['verdicts'][number];
export type ReportedViolation = ReportedVerdict['violations'][number];

/** A violation with the verdict that it belongs to. */
export interface Finding {
  readonly verdict: ReportedVerdict;
  readonly violation: ReportedViolation;
}

/** The findings of one problem that say the same of several resources. */
export interface Consequence {
  readonly code: string;
  readonly severity: Severity;
  /** The most severe one first. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** One thing to fix in one cluster (null: in the account), and everything that follows from it. */
export interface Problem {
  readonly cluster: string | null;
  readonly severity: Severity;
  /** The most severe consequence first: its message says what is wrong, its fix what to do. */
  readonly consequences: readonly [Consequence, ...Consequence[]];
  /** Other clusters with a problem of the same cause. */
  readonly alsoIn: readonly string[];
}

export const head = (problem: Problem): Finding => problem.consequences[0].findings[0];

export const findingsOf = ({ consequences }: Problem): readonly Finding[] =>
  consequences.flatMap(({ findings }) => [...findings]);

export const codesOf = ({ consequences }: Problem): readonly string[] => [
  ...new Set(consequences.map(({ code }) => code)),
];

/** Problems that differ in nothing but the thing to fix, together. */
export const problemsByKind = (problems: readonly Problem[]): readonly (readonly Problem[])[] => {
  const kinds = Map.groupBy(problems, (problem) => {
    const { verdict, violation } = head(problem);
    return JSON.stringify([verdict.code, violation.kind, problem.severity]);
  });
  return [...kinds.values()];
};

/** The resources that the findings are about, each once. */
export function resourcesOf(findings: readonly Finding[]): readonly ResourceRef[] {
  const found = new Map(findings.map(({ violation: { resource } }) => [`${resource.type}\n${resource.id}`, resource]));
  return [...found.values()];
}

/** Every problem among verdicts, the most severe first, else in their order; what is waived is none. */
export function problemsOf({ verdicts }: Pick<Report, 'verdicts'>): readonly Problem[] {
  const findings = verdicts.flatMap((verdict) =>
    verdict.waiver ? [] : verdict.violations.map((violation) => ({ verdict, violation })),
  );
  const everywhere = Map.groupBy(findings, causeOf);
  const groups = Map.groupBy(findings, (finding) => `${finding.verdict.cluster ?? ''}\n${causeOf(finding)}`);
  return [...groups.values()].flatMap((group) => problemOf(group, everywhere)).sort(mostSevereFirst);
}

const causeOf = ({ violation: { cause } }: Finding): string => `${cause.kind}\n${cause.resource}`;

const mostSevereFirst = (a: { readonly severity: Severity }, b: { readonly severity: Severity }): number =>
  severities.indexOf(b.severity) - severities.indexOf(a.severity);

function problemOf(findings: readonly Finding[], everywhere: ReadonlyMap<string, readonly Finding[]>): Problem[] {
  const alike = Map.groupBy(findings, ({ verdict, violation }) => `${verdict.code}\n${violation.kind}`);
  const [worst, ...others] = [...alike.values()].flatMap(consequenceOf).sort(mostSevereFirst);
  if (!worst) return [];
  const [{ verdict, violation }] = worst.findings;
  const clusters = (everywhere.get(causeOf({ verdict, violation })) ?? []).flatMap(
    (same) => same.verdict.cluster ?? [],
  );
  return [
    {
      cluster: verdict.cluster,
      severity: worst.severity,
      consequences: [worst, ...others],
      alsoIn: [...new Set(clusters)].filter((name) => name !== verdict.cluster),
    },
  ];
}

function consequenceOf(findings: readonly Finding[]): Consequence[] {
  const [worst, ...others] = findings.toSorted((a, b) => mostSevereFirst(a.violation, b.violation));
  if (!worst) return [];
  return [{ code: worst.verdict.code, severity: worst.violation.severity, findings: [worst, ...others] }];
}
