import * as z from 'zod';
import { profiles } from '../engine/rule.ts';
import { declarationsSchema } from '../model/declarations.ts';

const parameterValues = z.record(z.string(), z.unknown());

/** `plumbline.yaml`. Cluster patterns are names in which `*` stands for any text; later matches win. */
export const configSchema = z.strictObject({
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
});
export type Config = z.output<typeof configSchema>;
