import * as z from 'zod';
import { clusterGroupSchema } from '../cluster-group.ts';

/** Clusters of which something is to be told. `refused`: also what a target refused before. */
export const announceGroupSchema = clusterGroupSchema.extend({ refused: z.literal(true).exactOptional() });
export type AnnounceGroup = z.output<typeof announceGroupSchema>;
