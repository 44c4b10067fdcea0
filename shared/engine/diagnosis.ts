/** What came of asking AWS: answered, or the worst of what stood in the way; `unasked`: there was nothing to ask it about. */
export type Access = 'answered' | 'late' | 'unavailable' | 'throttled' | 'denied' | 'unasked';

/** What waits for something that is not known. */
export interface Waiting {
  /** Codes of the rules with a verdict that lacks it. */
  readonly rules: readonly string[];
  readonly verdicts: number;
  /** Those of the verdicts that lack nothing else. */
  readonly alone: number;
}

/** One IAM action. */
export interface ActionDiagnosis {
  readonly action: string;
  /** Of a live account. */
  readonly access?: Access;
  /** Why a fact that it tells is missing, each reason once. */
  readonly reasons: readonly string[];
  /** Codes of the rules that are on and ask about what it tells. */
  readonly askedBy: readonly string[];
  readonly waiting: Waiting;
  /** Clusters of which no rule says anything without it; the empty name stands for those that could not even be listed. */
  readonly clusters: readonly string[];
}

/** A fact that the declarations in plumbline.yaml would add, or that no permission of this account shows. */
export interface FactDiagnosis {
  readonly fact: string;
  readonly reasons: readonly string[];
  readonly waiting: Waiting;
}

/** What can be known of an account and Region, and what each thing that is not known keeps undecided. */
export interface Diagnosis {
  readonly format: 1;
  readonly plumbline: string;
  readonly source: string;
  readonly account: string;
  readonly region: string;
  readonly observedAt: string;
  readonly generatedAt: string;
  readonly clusters: number;
  /** Codes of the rules that are on. */
  readonly rules: readonly string[];
  readonly verdicts: { readonly all: number; readonly undecided: number };
  readonly actions: readonly ActionDiagnosis[];
  /** Unread, and no action is known that would read it. */
  readonly beyond: readonly FactDiagnosis[];
  readonly undeclared: readonly FactDiagnosis[];
  /** Of a live account: whether a trail logs what changes networks and clusters, without which the service hears of no change. */
  readonly trail?: { readonly state: 'logging' | 'missing' | 'unknown'; readonly reason?: string };
}

const obstacles: readonly (Access | undefined)[] = ['denied', 'throttled', 'unavailable', 'late'];

/** Whether something that the action tells could not be read. */
export const isMissing = ({ access, waiting, clusters }: ActionDiagnosis): boolean =>
  obstacles.includes(access) || waiting.verdicts > 0 || clusters.length > 0;
