import * as z from 'zod';
import { profiles } from '../engine/rule.ts';
import { declarationsSchema } from '../model/declarations.ts';

const words = z.string().trim().min(1, 'must not be empty');

export const waiverSchema = z.strictObject({
  rule: words.describe('Code or name of the rule.'),
  cluster: words.describe('Pattern of cluster names; every cluster if it is left out.').optional(),
  resource: words.describe(
    'Pattern of resource ids, as reports name them; `*` alone needs a cluster pattern that is not `*`.',
  ),
  reason: words.max(500).describe('Why the violation is lived with.'),
  owner: words.max(100).describe('Who answers for it.'),
  expires: z.iso
    .date('must be a day as YYYY-MM-DD')
    .describe('The last day that it holds, in UTC; at most 366 days ahead.'),
});

const parameterValues = z.record(z.string(), z.unknown());

/** `plumbline.yaml`. Cluster patterns are names in which `*` stands for any text; later matches win. */
export const configSchema = z.strictObject({
  rules: z
    .record(z.string(), z.enum(['on', 'off']))
    .describe('Rules (code or name) to switch off. What only they would ask about is not read.')
    .optional(),
  parameters: z
    .record(z.string(), parameterValues)
    .describe('Values for parameters by rule (code or name); `common` sets a parameter in every rule that has it.')
    .optional(),
  declare: z
    .record(z.string(), declarationsSchema)
    .describe('Facts that AWS does not show, by cluster pattern.')
    .optional(),
  profiles: z
    .record(z.string(), z.array(z.enum(profiles)))
    .describe('Profiles to add to those that the facts switch on, by cluster pattern.')
    .optional(),
  flappingPerHour: z
    .int()
    .min(2)
    .max(30)
    .describe(
      'How often a finding may open and close within an hour before the service tells it as flapping; 6 by default.',
    )
    .optional(),
  waivers: z.array(waiverSchema).describe('Violations that somebody has decided to live with, until a day.').optional(),
  waiverTags: z
    .boolean()
    .describe('Whether tags `plumbline:waive/<code>` on resources are honoured, with `<YYYY-MM-DD> <owner> <reason>`.')
    .optional(),
});
export type Config = z.output<typeof configSchema>;
