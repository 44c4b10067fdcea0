import { InvalidInput } from '../../model/snapshot/parse-snapshot.ts';
import type { Entry } from './entry.ts';
import type { Member } from './kinds.ts';
import type { Output } from './output.ts';

/** The outputs of one kind, several pages and subjects together. */
export interface Collection<Answer> {
  /** Each thing once. */
  readonly answers: readonly Answer[];
  /** What the outputs are restricted to; undefined when one of them is not restricted. */
  readonly subjects: ReadonlySet<string> | undefined;
  readonly truncated: boolean;
}

/** All outputs of a folder, by kind. */
export class Outputs {
  readonly #byMember: ReadonlyMap<Member, readonly Output[]>;

  constructor(outputs: readonly Output[]) {
    this.#byMember = Map.groupBy(outputs, ({ member }) => member);
  }

  /** Everything of a kind, or undefined when there is no such output. Throws `InvalidInput` when two files contradict each other. */
  all<Answer>(member: Member): Collection<Answer> | undefined {
    const outputs = this.of(member);
    return outputs.length === 0 ? undefined : joined<Answer>(outputs);
  }

  /** By subject, for kinds of which each output is about one. */
  bySubject<Answer>(member: Member): ReadonlyMap<string, Collection<Answer>> {
    const bySubject = Map.groupBy(this.of(member), ({ subject }) => subject ?? '');
    return new Map([...bySubject].map(([subject, outputs]) => [subject, joined<Answer>(outputs)]));
  }

  of(member: Member): readonly Output[] {
    return this.#byMember.get(member) ?? [];
  }
}

function joined<Answer>(outputs: readonly Output[]): Collection<Answer> {
  const seen = new Map<string, { readonly entry: Entry; readonly file: string }>();
  for (const { file, entries } of outputs) {
    for (const entry of entries) {
      const before = seen.get(entry.id);
      if (before && before.entry.content !== entry.content) throw contradiction(entry.id, before.file, file);
      if (!before) seen.set(entry.id, { entry, file });
    }
  }
  const subjects = outputs.map(({ subject }) => subject);
  const named = subjects.filter((subject) => subject !== undefined);
  return {
    answers: [...seen.values()].map(({ entry }) => entry.answer as Answer),
    subjects: named.length < subjects.length ? undefined : new Set(named),
    truncated: outputs.some(({ truncated }) => truncated),
  };
}

function contradiction(id: string, before: string, file: string): InvalidInput {
  const where = before === file ? `twice in ${file}` : `in ${before} and in ${file}`;
  return new InvalidInput('', `${id} stands ${where} with different content; keep the newer output`);
}
