import { isUnobserved, type MissingKind, type Unobserved, type UnobservedMember } from '../snapshot/known.ts';

/** A fact that a verdict would have needed. */
export interface Missing {
  /** Collection and field, for example `subnets.freeIpv4Addresses`. */
  readonly fact: string;
  /** The id of the resource it belongs to, or of the VPC whose members are hidden; empty for a whole collection. */
  readonly resource: string;
  readonly kind: MissingKind;
  readonly reason: string;
  readonly action?: string;
}

/** Raised when a fact is asked for that was not observed. The engine turns it into the verdict *indeterminate*. */
export class NotObserved extends Error {
  readonly missing: Missing;

  constructor(fact: string, resource: string, { kind, reason, action }: Unobserved) {
    super(`${fact} of ${resource || 'this account'} was not observed: ${reason}`);
    this.name = 'NotObserved';
    this.missing = { fact, resource, kind, reason, ...(action === undefined ? {} : { action }) };
  }
}

type Primitive = string | number | boolean | undefined | null;

/** A record as rules see it: a fact that was not observed is raised when it is read, so it is absent from the type. */
export type Revealed<T> = T extends Unobserved | UnobservedMember
  ? never
  : T extends Primitive
    ? T
    : T extends readonly (infer E)[]
      ? readonly Revealed<E>[]
      : { readonly [K in keyof T]: Revealed<T[K]> };

/** Is told each fact that is read. */
export type Recorder = (fact: string, resource: string) => void;

const opaque = new Set(['tags', 'labels', 'environment']);

function hasUnobserved(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isUnobserved(value)) return true;
  for (const member of Object.values(value)) if (hasUnobserved(member)) return true;
  return false;
}

function guard(target: object, key: string, value: unknown, fact: string, resource: string): void {
  const get = isUnobserved(value)
    ? () => {
        throw new NotObserved(fact, resource, value);
      }
    : undefined;
  const property = get ? { get } : { value: revealValue(value, fact, resource) };
  // A recorder's proxy may answer for another object than the property's own only where the property is configurable.
  Object.defineProperty(target, key, { ...property, enumerable: true, configurable: true });
}

function revealValue(value: unknown, fact: string, resource: string): unknown {
  if (!hasUnobserved(value)) return value;
  const members = Object.entries(value as object);
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    for (const [index, member] of members) guard(copy, index, member, fact, resource);
    return copy;
  }
  const copy = {};
  for (const [key, member] of members) guard(copy, key, member, `${fact}.${key}`, resource);
  return copy;
}

function recorded<T extends object>(value: T, fact: string, resource: string, record: Recorder): T {
  return new Proxy(value, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol' || typeof member === 'function') return member;
      const inList = Array.isArray(target);
      const path = inList ? fact : `${fact}.${key}`;
      if (!inList) record(path, resource);
      if (typeof member !== 'object' || member === null || opaque.has(key)) return member;
      return recorded(member, path, resource, record);
    },
  });
}

/**
 * The record as rules see it. A record in which everything was observed is returned as it is, so reading it costs nothing.
 * With a recorder every read is told to it (also the one that raises).
 */
export function reveal<T extends { readonly id: string }>(
  record: T,
  collection: string,
  recorder?: Recorder,
): Revealed<T> {
  const revealed = revealValue(record, collection, record.id) as Revealed<T> & object;
  return recorder ? (recorded(revealed, collection, record.id, recorder) as Revealed<T>) : (revealed as Revealed<T>);
}
