import * as z from 'zod';
import { missingKindSchema } from '../model/snapshot/known.ts';
import { profiles } from './rule.ts';
import { resourceTypes, severities } from './verdict.ts';
import { appliedWaiverSchema } from './waiver.ts';
import { refusedWaiverTagSchema, waiverStandingSchema } from './waiver-standing.ts';

/** The format of reports written as JSON. */
export const reportFormat = 1;

const severity = z.enum(severities);
const resource = z.object({ type: z.enum(resourceTypes), id: z.string() }).readonly();
const evidenceValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()).readonly(),
  z.array(z.number()).readonly(),
]);

export const missingSchema = z
  .object({
    fact: z.string().describe('Collection and field, for example `subnets.freeIpv4Addresses`.'),
    resource: z.string().describe('The resource or VPC it belongs to; empty for a whole collection.'),
    kind: missingKindSchema,
    reason: z.string(),
    action: z.string().describe('The IAM action that would have observed it.').exactOptional(),
  })
  .readonly();

export const violationSchema = z
  .object({
    kind: z.string(),
    resource,
    severity,
    message: z.string(),
    evidence: z.record(z.string(), evidenceValue).readonly(),
    cause: z.object({ kind: z.string(), resource: z.string() }).readonly(),
    fix: z.object({ text: z.string(), command: z.string().exactOptional() }).readonly(),
  })
  .readonly();

export const verdictSchema = z
  .object({
    code: z.string(),
    rule: z.string(),
    cluster: z.string().nullable(),
    resource,
    status: z.enum(['compliant', 'non-compliant', 'not-applicable', 'indeterminate']),
    reason: z.string().exactOptional(),
    severity: severity.exactOptional(),
    waiver: appliedWaiverSchema.describe('Somebody has decided to live with it; it is not counted.').exactOptional(),
    violations: z.array(violationSchema).readonly(),
    notes: z.array(z.string()).readonly(),
    missing: z.array(missingSchema).readonly(),
  })
  .readonly();

/** Addresses of one subnet; null where a number is not known. */
export const subnetAddressesSchema = z
  .object({
    id: z.string(),
    zone: z.string().nullable(),
    cidr: z.string().nullable(),
    usable: z.int().nullable().describe("IPv4 addresses of the subnet without AWS's own five."),
    free: z.int().nullable(),
    neededAtMaximum: z
      .int()
      .nullable()
      .describe('Further addresses that the node groups of the pool need to reach their maximum sizes.'),
    pool: z.array(z.string()).readonly().describe('The subnets that meet that need together.'),
  })
  .readonly();
export type SubnetAddresses = z.output<typeof subnetAddressesSchema>;

export const clusterSummarySchema = z
  .object({
    name: z.string(),
    version: z.string().nullable(),
    vpc: z.string().nullable(),
    skipped: z.string().describe('Why no rule says anything about the cluster.').exactOptional(),
    notes: z.array(z.string()).readonly(),
    subnets: z.array(subnetAddressesSchema).readonly(),
  })
  .readonly();
export type ClusterSummary = z.output<typeof clusterSummarySchema>;

export const ruleSummarySchema = z
  .object({
    code: z.string(),
    name: z.string(),
    title: z.string(),
    severity,
    profile: z.enum(profiles),
    why: z.string(),
    references: z.array(z.string()).readonly(),
  })
  .readonly();
export type RuleSummary = z.output<typeof ruleSummarySchema>;

const counts = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, z.int().min(0)])) as Record<K, z.ZodInt>).readonly();

/** Everything that one run decided about one account and Region. */
export const reportSchema = z
  .object({
    format: z.literal(reportFormat),
    plumbline: z.string().describe('The version that wrote the report.'),
    source: z.string(),
    account: z.string(),
    region: z.string(),
    observedAt: z.string().describe('When the facts were read.'),
    generatedAt: z.string(),
    clusters: z.array(clusterSummarySchema).readonly(),
    unreadClusters: z.array(missingSchema).readonly().describe('Clusters that could not be described, or listed.'),
    rules: z.array(ruleSummarySchema).readonly(),
    verdicts: z.array(verdictSchema).readonly(),
    waivers: z.array(waiverStandingSchema).readonly(),
    refusedWaiverTags: z.array(refusedWaiverTagSchema).readonly(),
    summary: z
      .object({
        verdicts: counts(['compliant', 'non-compliant', 'not-applicable', 'indeterminate']).describe(
          'Without waived ones.',
        ),
        waived: z.int().min(0).describe('Violated verdicts with a waiver.'),
        violations: counts(severities).describe('Without those of waived verdicts.'),
        missing: counts(missingKindSchema.options),
      })
      .readonly(),
  })
  .readonly();
export type Report = z.output<typeof reportSchema>;
