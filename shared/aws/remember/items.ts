import * as z from 'zod';
import {
  type ClusterKey,
  type ClusterMemory,
  type Finding,
  findingStates,
  type ObservedFinding,
  occasions,
  type Target,
  targets,
} from '../../app/findings/finding.ts';
import { violationSchema } from '../../engine/report.ts';
import { resourceTypes, severities } from '../../engine/verdict.ts';
import { waivedSchema } from '../../engine/waiver.ts';
import { schema } from './migrations.ts';
import type { Item, Update } from './table.ts';

export { schema };

const anItem = z.object({
  schema: z.literal(schema, { error: ({ input }) => `this release reads items of schema ${schema}, not ${input}` }),
});
const seconds = z.int().transform((epoch) => new Date(epoch * 1_000).toISOString());
const severity = z.enum(severities);
const state = z.enum(findingStates);
const kinds = z.array(z.string());
/** Numbers of any size, and no cost for structure. */
const violations = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(violationSchema));

const clusterItem = anItem.extend({
  account: z.string(),
  region: z.string(),
  cluster: z.string(),
  observedAt: z.string(),
  changedAt: z.string(),
  version: z.int(),
  digest: z.string(),
  settings: z.string(),
  createdAt: z.string().exactOptional(),
  pending: z.boolean(),
  counts: z.object({
    open: z.int(),
    waived: z.int().exactOptional(),
    grace: z.int().exactOptional(),
    compliant: z.int(),
    indeterminate: z.int(),
  }),
  wakeAt: z.string().exactOptional(),
  unread: z.array(z.string()).nullable(),
  gone: z.boolean(),
  expiresAt: seconds.exactOptional(),
});

const told = z.object({
  version: z.int(),
  state,
  severity,
  kinds,
  waiver: z.string().exactOptional(),
  expiring: z.boolean().exactOptional(),
  flapping: z.string().exactOptional(),
  renewedAt: z.string().exactOptional(),
  refused: z.string().exactOptional(),
});
const claim = z.object({ version: z.int(), until: z.string() });

const findingItem = anItem.extend({
  code: z.string(),
  resource: z.object({ type: z.enum(resourceTypes), id: z.string() }),
  rule: z.string(),
  title: z.string(),
  state,
  reason: z.string().exactOptional(),
  severity,
  kinds,
  violations,
  unkept: z.int(),
  firstOpened: z.string(),
  firstSeen: z.string(),
  changedAt: z.string(),
  occasion: z.enum(occasions),
  waiver: waivedSchema.exactOptional(),
  expiring: z.boolean().exactOptional(),
  unconfirmedSince: z.string().exactOptional(),
  wellSince: z.string().exactOptional(),
  unconfirmed: z.boolean().exactOptional(),
  flips: z.array(z.string()).exactOptional(),
  flapping: z.object({ since: z.string(), times: z.int(), until: z.string().exactOptional() }).exactOptional(),
  renewedAt: z.string().exactOptional(),
  version: z.int(),
  expiresAt: seconds.exactOptional(),
  'told.security-hub': told.exactOptional(),
  'told.sns': told.exactOptional(),
  'claim.security-hub': claim.exactOptional(),
  'claim.sns': claim.exactOptional(),
});

const usesItem = anItem.extend({ version: z.int(), digest: z.string(), resources: z.array(z.string()) });
export type Uses = z.output<typeof usesItem>;

export const toldName = (target: Target) => `told.${target}` as const;
export const claimName = (target: Target) => `claim.${target}` as const;

export function clusterFrom(item: Item): ClusterMemory {
  const { schema: _, ...memory } = clusterItem.parse(item);
  return memory;
}

export function findingFrom(cluster: ClusterKey, item: Item): Finding {
  const {
    schema: _,
    'told.security-hub': securityHub,
    'told.sns': sns,
    'claim.security-hub': securityHubClaim,
    'claim.sns': snsClaim,
    ...observed
  } = findingItem.parse(item);
  const claims = { 'security-hub': securityHubClaim, sns: snsClaim };
  return {
    cluster,
    ...observed,
    told: { ...(securityHub && { 'security-hub': securityHub }), ...(sns && { sns }) },
    unmarked: targets.filter((target) => claims[target]),
  };
}

export const usesFrom = (item: Item): Uses => usesItem.parse(item);

/** What a write sets, and what it takes away because it is not said any more. */
type Attributes = Required<Pick<Update, 'set' | 'remove'>>;

export const clusterAttributes = (memory: ClusterMemory): Attributes =>
  attributesOf({ ...memory }, ['createdAt', 'wakeAt']);

const optionalOfFinding = [
  'reason',
  'waiver',
  'expiring',
  'unconfirmedSince',
  'wellSince',
  'unconfirmed',
  'flips',
  'flapping',
  'renewedAt',
] as const satisfies readonly (keyof ObservedFinding)[];

/** Without what targets were told and have claimed. */
export function findingAttributes({ cluster: _, violations: list, ...observed }: ObservedFinding): Attributes {
  return attributesOf({ ...observed, violations: JSON.stringify(list) }, optionalOfFinding);
}

function attributesOf(
  { expiresAt, ...said }: Item & { readonly expiresAt?: string },
  optional: readonly string[],
): Attributes {
  return {
    set: { ...said, schema, ...(expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) / 1_000 }) },
    remove: [...optional.filter((name) => !(name in said)), ...(expiresAt === undefined ? ['expiresAt'] : [])],
  };
}
