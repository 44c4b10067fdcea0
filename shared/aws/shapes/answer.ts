import { type Known, unread } from '../../model/snapshot/known.ts';

/**
 * What an AWS API answers: the SDK's own type, with times also as the AWS CLI prints them (ISO 8601 text, or seconds since 1970).
 * Unknown members are tolerated, and `null` counts as absent.
 */
export type Answer<T> = T extends Date
  ? Date | string | number
  : T extends (infer Element)[]
    ? Answer<Element>[]
    : T extends object
      ? { readonly [Member in keyof T]: Answer<T[Member]> }
      : T;

type Present<T> = Exclude<T, undefined | null>;

/** Raised when an answer does not even say which resource it is about. AWS never gives such an answer; an edited file may. */
export class IncompleteAnswer extends Error {
  readonly member: string;

  constructor(member: string) {
    super(`the answer has no ${member}`);
    this.name = 'IncompleteAnswer';
    this.member = member;
  }
}

/** The member without which an answer means nothing, an id as a rule; throws `IncompleteAnswer` when it is absent. */
export function identified(value: string | undefined, member: string): string {
  if (value) return value;
  throw new IncompleteAnswer(member);
}

/** A member that AWS always gives: what is absent is not known. */
export const given = <T>(value: T, member: string): Known<Present<T>> =>
  (value ?? unread(`AWS answered without ${member}`)) as Known<Present<T>>;

/** One of a closed set of words: another word is not known. */
export function oneOf<const Word extends string>(
  words: readonly Word[],
  value: string | undefined,
  member: string,
): Known<Word> {
  if (!value) return given(undefined, member);
  return (
    words.find((word) => word === value) ?? unread(`${member} is ${JSON.stringify(value)}, which is not understood`)
  );
}

/** The members that are present, for spreading into a record whose optional members may not be `undefined`. */
export function defined<T extends object>(members: T): { [Key in keyof T]?: Present<T[Key]> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(present) as { [Key in keyof T]?: Present<T[Key]> };
}

/** The list's members, each mapped; a list that is absent is not known. */
export const listOf = <T, U>(list: readonly T[] | undefined, member: string, map: (element: T) => U): Known<U[]> =>
  list ? list.map(map) : given(undefined, member);

/** The time as ISO 8601 text in UTC. A number is seconds since 1970. */
export function timeOf(value: Date | string | number | undefined, member: string): Known<string> {
  if (value === undefined || value === null) return given(undefined, member);
  const time = new Date(typeof value === 'number' ? value * 1000 : value);
  return Number.isNaN(time.getTime())
    ? unread(`${member} is ${JSON.stringify(value)}, which is no time`)
    : time.toISOString();
}

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** EC2 leaves the list out when a resource has no tags. */
export const tagsOf = (tags: readonly Tag[] | undefined): Record<string, string> =>
  Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));

const clusterKeys = /k8s|kubernetes|karpenter|eks|^plumbline:|^aws:autoscaling:groupName$/;

/** Only the tags by which interfaces and instances are attributed to clusters: the rest is nobody's business and most of the bytes. */
export const clusterTagsOf = (tags: readonly Tag[] | undefined): Record<string, string> =>
  tagsOf((tags ?? []).filter(({ Key }) => clusterKeys.test(Key ?? '')));
