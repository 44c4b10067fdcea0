import type { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';
import type { AwsCommand } from './aws-command.ts';
import type { Profile } from './rule.ts';
import type { CauseRef, Evidence, Fix, ResourceRef, Severity, Violation } from './verdict.ts';

export interface Note {
  readonly statement: 'note';
  readonly text: string;
}
export interface NotApplicable {
  readonly notApplicable: string;
}
export type Statement = (Violation & { readonly statement: 'violation' }) | Note;

/** Messages are functions of their own violation's evidence, so that words and proof cannot disagree. */
export type MessagesOf<M> = {
  readonly [K in keyof M]: M[K] extends (evidence: infer E) => string ? (E extends Evidence ? M[K] : never) : never;
};

type EvidenceOf<M, K extends keyof M> = M[K] extends (evidence: infer E extends Evidence) => string ? E : never;

export interface ViolationDetails {
  /** Where the detail sits, when it is not the resource that has the verdict. */
  readonly resource?: ResourceRef;
  /** When it differs from the rule's own. */
  readonly severity?: Severity;
  /** The thing to fix, when it is not the resource itself. */
  readonly cause?: CauseRef;
  readonly fix: Fix;
}

export interface Context<P, M> {
  readonly view: ClusterView;
  readonly parameters: P;
  /** Whether the cluster has the profile, by its facts or by configuration. */
  readonly isActive: (profile: Profile) => boolean;
  /** Builds a command of the AWS CLI for the account's Region, quoting every value. */
  readonly aws: AwsCommand;
  readonly violation: <K extends keyof M & string>(
    kind: K,
    evidence: EvidenceOf<M, K> & Evidence,
    details: ViolationDetails,
  ) => Statement;
  readonly note: (text: string) => Note;
  readonly notApplicable: (reason: string) => NotApplicable;
  /**
   * Walks a set whose members are judged one by one: a member that lacks a fact does not keep the others from being judged.
   * Not for questions about the set as a whole (how many zones, is everything covered): ask those plainly.
   */
  readonly each: <T>(
    items: readonly (T | NotObserved)[],
    body: (item: T) => Iterable<Statement>,
  ) => Generator<Statement, void>;
}
