import * as z from 'zod';
import { known } from './known.ts';
import { idText, knownIds, tagsSchema } from './text.ts';

const listenerSchema = z.object({
  port: z.int(),
  protocol: z.string(),
  certificateArns: z.array(z.string()),
  /** Where the default action redirects to; `#{port}` and `#{protocol}` stand for those of the request, as AWS writes them. */
  redirectsTo: z.object({ protocol: z.string().optional(), port: z.string().optional() }).optional(),
});

const targetGroupSchema = z.object({
  /** ARN. */
  id: idText,
  name: z.string(),
  protocol: z.string().optional(),
  port: z.int().optional(),
  targetType: z.string().optional(),
  /** HTTP codes that count as healthy, for example `200,303` or `200-299`. */
  healthyCodes: z.string().optional(),
});

export const loadBalancerSchema = z.object({
  /** ARN; of a Classic Load Balancer its name. */
  id: idText,
  name: z.string(),
  type: z.enum(['classic', 'application', 'network', 'gateway']),
  scheme: known(z.enum(['internet-facing', 'internal'])),
  vpcId: known(idText),
  dnsName: z.string().optional(),
  subnetIds: knownIds,
  securityGroupIds: knownIds,
  listeners: known(z.array(listenerSchema)),
  /** Empty for a Classic Load Balancer, which has none. */
  targetGroups: known(z.array(targetGroupSchema)),
  tags: tagsSchema,
});
export type LoadBalancerRecord = z.output<typeof loadBalancerSchema>;

const recordSetSchema = z.object({
  /** As Route 53 answers it: lower case, with a final dot. */
  name: z.string(),
  type: z.string(),
  /** The DNS name that an alias record points to. */
  aliasTarget: z.string().optional(),
  values: z.array(z.string()),
});

export const hostedZoneSchema = z.object({
  id: idText,
  /** With a final dot. */
  name: z.string(),
  private: z.boolean(),
  /** The VPCs that a private zone answers in. */
  vpcIds: knownIds,
  records: known(z.array(recordSetSchema)),
});
export type HostedZoneRecord = z.output<typeof hostedZoneSchema>;
