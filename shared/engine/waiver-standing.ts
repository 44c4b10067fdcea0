import * as z from 'zod';
import { resourceTypes } from './verdict.ts';
import { daysField, waivedFields } from './waiver.ts';

const resource = z.object({ type: z.enum(resourceTypes), id: z.string() }).readonly();

/** How a waiver stands to what a run found. */
export const waiverStandingSchema = waivedFields
  .extend({
    code: z.string(),
    cluster: z.string().describe('Pattern of cluster names.'),
    resource: z.string().describe('Pattern of resource ids.'),
    state: z.enum(['active', 'expiring', 'expired']).describe('`expiring`: within a week.'),
    daysLeft: daysField,
    matches: z
      .array(z.object({ cluster: z.string().nullable(), resource }).readonly())
      .readonly()
      .describe('Violated verdicts that it is about.'),
    isUnmatched: z.boolean().describe('There is no such violation, and none that could not be decided.'),
  })
  .readonly();
export type WaiverStanding = z.output<typeof waiverStandingSchema>;

/** A tag that asks to waive a rule and is not honoured. */
export const refusedWaiverTagSchema = z
  .object({ resource, tag: z.string(), value: z.string(), reason: z.string() })
  .readonly();
export type RefusedWaiverTag = z.output<typeof refusedWaiverTagSchema>;
