import type * as z from 'zod';
import { isUnobserved } from '../../model/snapshot/known.ts';
import { InvalidInput, invalidInput, shown } from '../../model/snapshot/parse-snapshot.ts';
import { IncompleteAnswer } from '../shapes/answer.ts';
import type { Entry } from './entry.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Reads what an output holds under a member. Throws `InvalidInput`. */
export type ReadEntries = (output: Json, member: string) => readonly Entry[];

interface Shape<A, R> {
  /** What is read of an answer. */
  readonly record: (answer: A) => R;
  readonly schema: z.ZodType;
  readonly id: (answer: A) => string | number | undefined;
  /** Members that AWS always gives although the record does without them. */
  readonly always?: readonly (keyof A & string)[];
}

/** One answer. It is tried at once, so that what is wrong with it is told with its place. */
export const one =
  <A extends object, R>(shape: Shape<A, R>): ReadEntries =>
  (output, member) => [entryOf(shape, output[member], member)];

/** A list of answers. */
export const each =
  <A extends object, R>(shape: Shape<A, R>): ReadEntries =>
  (output, member) =>
    listIn(output, member).map((answer, index) => wholeAt(shape, answer, `${member}[${index}]`));

/** As `each`; only the records are kept. */
export const eachReduced =
  <A extends object, R>(shape: Shape<A, R>): ReadEntries =>
  (output, member) =>
    listIn(output, member).map((answer, index) => {
      const { record, ...entry } = wholeAt(shape, answer, `${member}[${index}]`);
      return { ...entry, answer: record };
    });

/** A list of names. */
export const names: ReadEntries = (output, member) =>
  listIn(output, member).map((name, index) => {
    if (typeof name !== 'string') throw new InvalidInput(`${member}[${index}]`, `${shown(name)} is not a name`);
    return { id: name, answer: name, content: name };
  });

interface ReadEntry<R> extends Entry {
  readonly record: R;
}

export function entryOf<A extends object, R>(shape: Shape<A, R>, value: unknown, at: string): ReadEntry<R> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInput(at, `${shown(value)} is not what AWS answers; give whole outputs, made without --query`);
  }
  const answer = value as A;
  const record = understood(at, () => shape.record(answer));
  const parsed = shape.schema.safeParse(record);
  if (!parsed.success) throw new InvalidInput(at, invalidInput(parsed.error, record).message);
  return { id: String(shape.id(answer)), answer, record, content: JSON.stringify(record) };
}

/** One or two members may be a difference of AWS's; where more are absent, nothing may be taken from what is not there, such as tags. */
function wholeAt<A extends object, R>(shape: Shape<A, R>, value: unknown, at: string): ReadEntry<R> {
  const entry = entryOf(shape, value, at);
  const unread = Object.entries(entry.record ?? {}).filter(([, fact]) => isUnobserved(fact) && fact.kind === 'unread');
  const absent = [
    ...(shape.always ?? []).filter((member) => !(member in (value as A))),
    ...unread.map(([name]) => name),
  ];
  const isReshaped = absent.length > (shape.always ? 0 : 2);
  if (!isReshaped) return entry;
  throw new InvalidInput(at, `${absent.slice(0, 5).join(', ')} are not told; give whole outputs, made without --query`);
}

/** The shape functions trust AWS: they raise a TypeError for a text where a list should be. */
function understood<T>(at: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof IncompleteAnswer) {
      throw new InvalidInput(at, `there is no ${error.member}; give whole outputs, made without --query`, {
        cause: error,
      });
    }
    if (error instanceof TypeError) throw new InvalidInput(at, 'this is not what AWS answers', { cause: error });
    throw error;
  }
}

export function listIn(output: Json, member: string): readonly unknown[] {
  const value = output[member];
  if (Array.isArray(value)) return value;
  throw new InvalidInput(member, `${shown(value)} is not a list`);
}
