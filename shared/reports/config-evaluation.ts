import { type Severity, type Status, severities } from '../engine/verdict.ts';

export interface FailingRule {
  /** The rule's name. */
  readonly rule: string;
  readonly severity: Severity;
  /** `waived`: somebody has decided to live with it, until the last day of the waiver. It fails all the same. */
  readonly state?: string;
  readonly waiver?: { readonly expires: string };
}

/** What is known of one resource with one of the clusters that use it. */
export interface ClusterStanding {
  readonly status: Status;
  /** Not empty when non-compliant. */
  readonly failing: readonly FailingRule[];
}

export const complianceTypes = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE'] as const;
export type ComplianceType = (typeof complianceTypes)[number];

/** What AWS Config is told of a resource. The annotation has 1 to 256 characters. */
export interface ConfigVerdict {
  readonly complianceType: ComplianceType;
  readonly annotation: string;
}

/** AWS Config's word for a resource that is gone, left the rule's scope or is used by no cluster. */
export const notApplicable: ConfigVerdict = {
  complianceType: 'NOT_APPLICABLE',
  annotation: 'No rule applies to it for any watched cluster.',
};

const worstFirst: readonly Status[] = ['non-compliant', 'indeterminate', 'compliant', 'not-applicable'];

/**
 * The worst over all clusters that use a resource, in whatever order they are given; not applicable without any.
 * Undefined where it cannot be told: AWS Config has no word for that which it accepts.
 */
export function configVerdict(standings: readonly ClusterStanding[]): ConfigVerdict | undefined {
  const worst = worstFirst.find((status) => standings.some((standing) => standing.status === status));
  if (worst === 'indeterminate') return undefined;
  if (worst === 'compliant')
    return { complianceType: 'COMPLIANT', annotation: 'No rule fails on it for any watched cluster.' };
  if (worst !== 'non-compliant') return notApplicable;
  return { complianceType: 'NON_COMPLIANT', annotation: annotationOf(standings.flatMap(({ failing }) => failing)) };
}

/** AWS Config counts characters; a code point is the smallest thing that it could count. */
const mostCharacters = 256;

const lengthOf = (text: string): number => [...text].length;

/**
 * `Fails <rule>, <rule> … and 3 more`: the worst first, as many whole names as fit. What is waived is named only where nothing else
 * fails: `Waived until 2026-12-31: <rule>`, with the day on which the first waiver ends.
 */
export function annotationOf(failing: readonly FailingRule[]): string {
  const open = failing.filter(({ state }) => state !== 'waived');
  const named = open.length > 0 ? open : failing;
  const [day] = failing.flatMap(({ waiver }) => waiver?.expires ?? []).sort();
  const lead = open.length > 0 || day === undefined ? 'Fails ' : `Waived until ${day}: `;
  const names = namesByWeight(named);
  for (let kept = names.length; kept > 0; kept--) {
    const rest = names.length - kept;
    const text = `${lead}${names.slice(0, kept).join(', ')}${rest === 0 ? '' : ` … and ${rest} more`}`;
    if (lengthOf(text) <= mostCharacters) return text;
  }
  return `${lead}${names.length === 1 ? '1 rule' : `${names.length} rules`}`;
}

function namesByWeight(failing: readonly FailingRule[]): readonly string[] {
  const weights = new Map<string, number>();
  for (const { rule, severity } of failing) {
    weights.set(rule, Math.max(weights.get(rule) ?? 0, severities.indexOf(severity)));
  }
  return [...weights].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1)).map(([name]) => name);
}
