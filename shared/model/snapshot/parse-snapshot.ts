import type * as z from 'zod';
import { migrated } from '../migrate.ts';
import { isUnobserved } from './known.ts';
import { readableFormats, snapshotMigrations } from './migrations.ts';
import { collectionNames, type Snapshot, snapshotFormat, snapshotSchema } from './snapshot.ts';

/** Input that cannot be used: where in it, which value, and what is wrong with it. */
export class InvalidInput extends Error {
  /** Path inside the input, for example `subnets[3].cidr`; empty for the input as a whole. */
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(path ? `${path}: ${problem}` : problem, options);
    this.name = 'InvalidInput';
    this.path = path;
  }
}

export interface ParsedSnapshot {
  readonly snapshot: Snapshot;
  /** Members that this version does not know: tolerated, ignored, counted. */
  readonly unknownMembers: number;
}

/** Checks what was read as JSON, after bringing an earlier format to the present one. Throws `InvalidInput` for another format, a malformed value, or an id with two different contents. */
export function parseSnapshot(json: unknown): ParsedSnapshot {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new InvalidInput('', `a snapshot is a JSON object, this is ${shown(json)}`);
  }
  const format = 'format' in json ? json.format : undefined;
  const whole = migrated(json, format, snapshotFormat, snapshotMigrations);
  if (!whole) {
    throw new InvalidInput(
      'format',
      `${shown(format)} is not a snapshot format that this version reads (${readableFormats.join(', ')})`,
    );
  }
  const parsed = snapshotSchema.safeParse(whole);
  if (!parsed.success) throw invalidInput(parsed.error, json);
  rejectDuplicates(parsed.data);
  return { snapshot: parsed.data, unknownMembers: countMembers(whole) - countMembers(parsed.data) };
}

/** What the schema's error says about the input. Of a fact that may be missing: what is wrong with it as a fact. */
export function invalidInput(error: z.core.$ZodError, json: unknown): InvalidInput {
  const path: PropertyKey[] = [];
  let deepest = error.issues[0];
  while (deepest) {
    path.push(...deepest.path);
    const inner: z.core.$ZodIssue | undefined = deepest.code === 'invalid_union' ? deepest.errors[0]?.[0] : undefined;
    if (!inner) break;
    deepest = inner;
  }
  return new InvalidInput(pathText(path), `${shown(valueAt(json, path))} ${problemOf(deepest)}`);
}

function problemOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') return `is not of type ${issue.expected}`;
  if (issue?.code === 'invalid_value') return `is none of ${issue.values.map((value) => shown(value)).join(', ')}`;
  return issue ? issue.message.charAt(0).toLowerCase() + issue.message.slice(1) : 'is not valid';
}

export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, '');
}

const valueAt = (json: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );

/** A value as an error message shows it: JSON, cut to a readable length. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function rejectDuplicates(snapshot: Snapshot): void {
  for (const name of collectionNames) {
    const listing = snapshot[name];
    if (isUnobserved(listing)) continue;
    const seen = new Map<string, unknown>();
    for (const [index, member] of listing.entries()) {
      if (isUnobserved(member) || !('id' in member)) continue;
      const other = seen.get(member.id);
      if (other !== undefined && JSON.stringify(other) !== JSON.stringify(member)) {
        throw new InvalidInput(`${name}[${index}].id`, `${shown(member.id)} was there before with different content`);
      }
      seen.set(member.id, member);
    }
  }
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  return members.reduce<number>((sum, member) => sum + countMembers(member), Array.isArray(value) ? 0 : members.length);
}
