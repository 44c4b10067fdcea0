import { type CauseRef, highestOf, type ResourceRef, type Severity, type Violation } from '../../engine/verdict.ts';
import type { RememberedFinding, RuleHelp } from '../remembered-finding.ts';
import { worstOf } from '../worst.ts';

/**
 * `flapping`: it opens and closes too often to tell each time. `waived`: somebody has decided to live with it. `expiring`: that ends
 * within a week.
 */
export const transitions = ['new', 'changed', 'flapping', 'expiring', 'waived', 'resolved'] as const;
export type Transition = (typeof transitions)[number];

/** What happened to one thing to fix, with everything that it touches. */
export interface Notice {
  /** The same whenever this is said again. */
  readonly id: string;
  /** The same for everything that happens to this cause. */
  readonly threadId: string;
  readonly transition: Transition;
  readonly account: string;
  readonly region: string;
  readonly cause: CauseRef;
  /** With those of their violations that have this cause. */
  readonly findings: readonly [RememberedFinding, ...RememberedFinding[]];
}

/** Which changes come together: what a first look finds, what other rules and settings find, what is too much to say one by one. */
export type SummaryOccasion = 'first' | 'settings' | 'change';

/** Many notices in one message. */
export interface Summary {
  readonly id: string;
  readonly threadId: string;
  readonly occasion: SummaryOccasion;
  /** No trail logs the changes of the account and Region. */
  readonly isSweptOnly?: boolean;
  readonly account: string;
  readonly region: string;
  readonly notices: readonly [Notice, ...Notice[]];
}

export interface ChatOptions {
  /** What a rule says of itself, by its code; undefined for one that is gone. */
  readonly helpOf: (code: string) => RuleHelp | undefined;
  /** What people call the place, for example `production`. */
  readonly environment?: string | undefined;
}

export const severityOf = ({ findings }: Pick<Notice, 'findings'>): Severity =>
  highestOf(findings.flatMap(({ violations, severity }) => severitiesIn(violations, severity))) ?? 'informational';

const severitiesIn = (violations: readonly Violation[], severity: Severity): readonly Severity[] =>
  violations.length === 0 ? [severity] : violations.map((violation) => violation.severity);

/** What is wrong by a rule in some resources, in the words of the worst. */
export interface Symptom {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly resources: readonly ResourceRef[];
}

/** What is wrong, the worst first: violations of one rule and kind differ only in their resources. */
export function symptomsOf({ findings }: Pick<Notice, 'findings'>): readonly Symptom[] {
  const said = findings.flatMap((finding) => {
    const { code, resource, severity, title, violations } = finding;
    const unkept = { code, kind: '', severity, message: `No longer holds: ${title}.`, resource };
    return violations.length === 0 ? [unkept] : violations.map((violation) => ({ ...violation, code }));
  });
  const alike = Map.groupBy(said, ({ code, kind }) => `${code}\n${kind}`);
  return worstOf(
    [...alike.values()].flatMap((group) => {
      const [worst] = worstOf(group);
      return worst ? [{ ...worst, resources: distinct(group.map(({ resource }) => resource)) }] : [];
    }),
  ).map(({ code, severity, message, resources }) => ({ code, severity, message, resources }));
}

const distinct = (resources: readonly ResourceRef[]): readonly ResourceRef[] => [
  ...new Map(resources.map((resource) => [`${resource.type}\n${resource.id}`, resource])).values(),
];

/** Everything that is touched, each once. */
export const touchedBy = (notice: Pick<Notice, 'findings'>): readonly ResourceRef[] =>
  distinct(symptomsOf(notice).flatMap(({ resources }) => resources));

export const clustersOf = ({ findings }: Pick<Notice, 'findings'>): readonly string[] => [
  ...new Set(findings.map(({ cluster }) => cluster.cluster)),
];

export const codesOf = ({ findings }: Pick<Notice, 'findings'>): readonly string[] => [
  ...new Set(findings.map(({ code }) => code)),
];
