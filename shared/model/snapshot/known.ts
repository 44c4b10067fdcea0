import * as z from 'zod';

/**
 * Why a fact is missing: `unread` (denied, throttled, hidden in a shared VPC, not supplied), `undeclared` (AWS does not show it and
 * nobody declared it) or `undecidable` (only known after deployment, or not decidable from this account).
 */
export const missingKindSchema = z.enum(['unread', 'undeclared', 'undecidable']);
export type MissingKind = z.output<typeof missingKindSchema>;

/** Stands where a fact would stand, had it been observed. Never an empty list, never a default. */
export const unobservedSchema = z.object({
  observed: z.literal(false),
  kind: missingKindSchema,
  /** One sentence for a person, for example `ec2:DescribeSubnets was denied`. */
  reason: z.string(),
  /** The IAM action that would have observed it. */
  action: z.string().optional(),
});
export type Unobserved = z.output<typeof unobservedSchema>;

/** A member of a listing that was not observed: one resource by id, or everything of a VPC. */
export const unobservedMemberSchema = unobservedSchema.extend({
  /** The id of the resource, or of the VPC whose members are hidden. */
  of: z.string(),
});
export type UnobservedMember = z.output<typeof unobservedMemberSchema>;

export type Known<T> = T | Unobserved;
export type Listing<T> = Known<readonly (T | UnobservedMember)[]>;

/** A fact that may be missing. */
export const known = <S extends z.ZodType>(schema: S) => z.union([schema, unobservedSchema]);

/** A collection that may be missing as a whole, or for some of its members. */
export const listing = <S extends z.ZodType>(schema: S) => known(z.array(z.union([schema, unobservedMemberSchema])));

export const isUnobserved = (value: unknown): value is Unobserved =>
  typeof value === 'object' && value !== null && 'observed' in value && value.observed === false;

/** Builds the value that stands for a fact which could not be read. */
export const unread = (reason: string, action?: string): Unobserved => ({
  observed: false,
  kind: 'unread',
  reason,
  ...(action === undefined ? {} : { action }),
});

/** Builds the value that stands for a fact which nobody can know yet, or from here. */
export const undecidable = (reason: string): Unobserved => ({ observed: false, kind: 'undecidable', reason });
