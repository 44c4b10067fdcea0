import { type Missing, NotObserved } from '../model/view/reveal.ts';
import type { NotApplicable, Statement } from './context.ts';
import type { RuleMetadata } from './rule.ts';
import { highestOf, type ResourceRef, type Status, type Verdict, type Violation } from './verdict.ts';

/** Shared by all that stay empty, which is nearly all: most verdicts say only that something holds. Never written to. */
const none: never[] = [];

/** Gathers what a rule says of one resource, and computes the verdict once. */
export class VerdictBuilder {
  readonly #rule: Pick<RuleMetadata, 'code' | 'name'>;
  readonly #cluster: string;
  readonly #resource: ResourceRef;
  #violations: Violation[] = none;
  #notes: string[] = none;
  #missing: Missing[] = none;
  #excluded: string | undefined;

  constructor(rule: Pick<RuleMetadata, 'code' | 'name'>, cluster: string, resource: ResourceRef) {
    this.#rule = rule;
    this.#cluster = cluster;
    this.#resource = resource;
  }

  get lacksFacts(): boolean {
    return this.#missing.length > 0;
  }

  exclude(reason: string): undefined {
    this.#excluded = reason;
  }

  miss({ missing }: NotObserved): void {
    const known = this.#missing.some(({ fact, resource }) => fact === missing.fact && resource === missing.resource);
    if (!known) this.#missing = [...this.#missing, missing];
  }

  /** The answer, or undefined after noting what it lacked. */
  ask<T>(question: () => T): T | undefined {
    try {
      return question();
    } catch (error) {
      if (!(error instanceof NotObserved)) throw error;
      this.miss(error);
      return undefined;
    }
  }

  /** Taking a subject apart may raise as well, before the first statement. */
  run(start: () => Generator<Statement, NotApplicable | undefined>): void {
    this.ask(() => {
      const statements = start();
      for (let step = statements.next(); ; step = statements.next()) {
        if (!step.done) this.#take(step.value);
        else if (step.value) return this.exclude(step.value.notApplicable);
        else return undefined;
      }
    });
  }

  *forEach<T>(items: readonly (T | NotObserved)[], body: (item: T) => Iterable<Statement>): Generator<Statement, void> {
    for (let index = 0; index < items.length; index++) {
      try {
        const item = items[index] as T | NotObserved;
        if (item instanceof NotObserved) this.miss(item);
        else yield* body(item);
      } catch (error) {
        if (!(error instanceof NotObserved)) throw error;
        this.miss(error);
      }
    }
  }

  #take(statement: Statement): void {
    if (statement.statement === 'note') this.#notes = [...this.#notes, statement.text];
    else {
      const { statement: _, ...violation } = statement;
      this.#violations = [...this.#violations, violation];
    }
  }

  build(): Verdict {
    const status = this.#status();
    const { code, name: rule } = this.#rule;
    const found = { violations: this.#violations, notes: this.#notes, missing: this.#missing };
    const verdict = { code, rule, cluster: this.#cluster, resource: this.#resource, status };
    if (status === 'compliant') return { ...verdict, ...found };
    if (status === 'not-applicable') return { ...verdict, reason: this.#excluded ?? '', ...found };
    if (status === 'indeterminate') return { ...verdict, reason: this.#lack(), ...found };
    const severity = highestOf(this.#violations.map((violation) => violation.severity)) ?? 'informational';
    return { ...verdict, severity, ...found };
  }

  #status(): Status {
    if (this.#violations.length > 0) return 'non-compliant';
    if (this.#missing.length > 0) return 'indeterminate';
    return this.#excluded === undefined ? 'compliant' : 'not-applicable';
  }

  #lack(): string {
    const reasons = this.#missing.map(
      ({ fact, resource, reason }) => `${fact}${resource && ` of ${resource}`}: ${reason}`,
    );
    return [...new Set(reasons)].join('; ');
  }
}
