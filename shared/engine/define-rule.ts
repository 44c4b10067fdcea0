import type * as z from 'zod';
import { remembered } from '../model/view/memo.ts';
import { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';
import { inactiveProfile, skippedCluster } from './applicability.ts';
import { awsCommand } from './aws-command.ts';
import type { Context, MessagesOf, NotApplicable, Note, Statement, ViolationDetails } from './context.ts';
import type { JudgeOptions, Profile, Rule, RuleMetadata } from './rule.ts';
import type { ResourceRef, Verdict } from './verdict.ts';
import { VerdictBuilder } from './verdict-builder.ts';

interface RuleDefinition<Subject extends { readonly id: string }, P extends z.ZodObject, M> extends RuleMetadata {
  readonly parameters: P;
  /** Each kind of violation with its message, made from the violation's own evidence. */
  readonly messages: M & MessagesOf<M>;
  /** All resources of the rule's type in the cluster's scope; what hides further ones stands among them. */
  readonly subjects: (view: ClusterView) => readonly (Subject | NotObserved)[];
  /**
   * Yields what is wrong with the subject, and notes. Nothing yielded means compliant; a returned `notApplicable(…)` means that the
   * rule says nothing about this subject. A fact that was not observed raises `NotObserved` by itself: violations yielded before
   * stay, and without any the verdict is indeterminate.
   */
  readonly evaluate: (
    subject: Subject,
    context: Context<z.output<P>, M>,
  ) => Generator<Statement, NotApplicable | undefined>;
}

const defaults = {};

/** Declares a rule. Its parameters, messages and subject keep their types inside; the program sees a `Rule`. */
export function defineRule<Subject extends { readonly id: string }, P extends z.ZodObject, M>(
  definition: RuleDefinition<Subject, P, M>,
): Rule {
  const { messages, subjects, evaluate, parameters: schema, ...metadata } = definition;
  const words = messages as Readonly<Record<string, (evidence: never) => string>>;

  const parametersFrom = remembered((given: object) => schema.parse(given));

  /** Judges one subject after the other: what `evaluate` is handed is made once and always speaks of the current one. */
  const judgeIn = (view: ClusterView, parameters: z.output<P>, added: ReadonlySet<Profile> | undefined) => {
    let resource: ResourceRef = { type: 'cluster', id: view.name };
    let verdict = new VerdictBuilder(metadata, view.name, resource);
    const context: Context<z.output<P>, M> = {
      view,
      parameters,
      isActive: (profile) => inactiveProfile(view, profile, added) === undefined,
      aws: awsCommand(view.account.region),
      violation: (kind, evidence, details: ViolationDetails) => ({
        statement: 'violation',
        kind,
        resource: details.resource ?? resource,
        severity: details.severity ?? metadata.severity,
        message: words[kind]?.(evidence as never) ?? kind,
        evidence,
        cause: details.cause ?? { kind, resource: (details.resource ?? resource).id },
        fix: details.fix,
      }),
      note: (text): Note => ({ statement: 'note', text }),
      notApplicable: (reason) => ({ notApplicable: reason }),
      each: (items, body) => verdict.forEach(items, body),
    };
    return (subject: Subject): Verdict => {
      resource = { type: metadata.resourceType, id: subject.id };
      verdict = new VerdictBuilder(metadata, view.name, resource);
      verdict.run(() => evaluate(subject, context));
      return verdict.build();
    };
  };

  return {
    ...metadata,
    parameters: schema,
    messageKinds: Object.keys(words),
    judge(view, options: JudgeOptions = {}) {
      const judgeSubject = judgeIn(view, parametersFrom(options.parameters ?? defaults), options.profiles);
      const verdict = new VerdictBuilder(metadata, view.name, { type: 'cluster', id: view.name });
      const scope = verdict.ask(() => {
        const reason = skippedCluster(view) ?? inactiveProfile(view, metadata.profile, options.profiles);
        return reason === undefined ? subjects(view) : verdict.exclude(reason);
      });
      if (scope === undefined) return [verdict.build()];

      const rows: Verdict[] = [];
      for (let index = 0; index < scope.length; index++) {
        const subject = scope[index];
        if (subject instanceof NotObserved) verdict.miss(subject);
        else if (subject) rows.push(judgeSubject(subject));
      }
      if (verdict.lacksFacts) rows.push(verdict.build());
      return rows;
    },
  };
}
