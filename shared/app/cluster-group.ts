import * as z from 'zod';

/** Clusters of one account and Region, as queues carry them. */
export const clusterGroupSchema = z.object({
  account: z.string().regex(/^\d{12}$/),
  region: z.string().regex(/^[a-z0-9-]{1,32}$/),
  /** By name; `*` stands for the account itself. */
  clusters: z.array(z.string().regex(/^([0-9A-Za-z][\w-]{0,99}|\*)$/)).min(1),
});
export type ClusterGroup = z.output<typeof clusterGroupSchema>;

/** As many clusters as one message names, unless one VPC has more. */
export const mostClusters = 50;
