import * as z from 'zod';
import { known } from './known.ts';
import { cidrText, idText, knownIds, tagsSchema } from './text.ts';

/** `any`, a name, or the IANA number of a protocol that has no name here. */
export const protocolText = z.string().regex(/^(any|tcp|udp|icmp|icmpv6|\d{1,3})$/);
const portRange = z.object({ from: z.int().min(0).max(65_535), to: z.int().min(0).max(65_535) });
const icmpType = z.object({ type: z.int(), code: z.int() });

export const securityGroupRuleSchema = z.object({
  ruleId: z.string().optional(),
  protocol: known(protocolText),
  /** Absent when the protocol has no ports, or all of them are meant. */
  ports: known(portRange).optional(),
  /** -1 means every type, or every code. */
  icmp: icmpType.optional(),
  peer: known(
    z.union([
      z.object({ cidr: cidrText }),
      z.object({ prefixListId: idText }),
      z.object({ securityGroupId: idText, ownerId: z.string().optional(), peeringStatus: z.string().optional() }),
    ]),
  ),
  description: z.string().optional(),
});
export type SecurityGroupRuleRecord = z.output<typeof securityGroupRuleSchema>;

export const securityGroupSchema = z.object({
  id: idText,
  vpcId: known(idText),
  ownerId: known(z.string()),
  name: known(z.string()),
  ingress: known(z.array(known(securityGroupRuleSchema))),
  egress: known(z.array(known(securityGroupRuleSchema))),
  tags: tagsSchema,
});
export type SecurityGroupRecord = z.output<typeof securityGroupSchema>;

export const prefixListSchema = z.object({
  id: idText,
  name: z.string().optional(),
  ownerId: z.string().optional(),
  addressFamily: z.enum(['IPv4', 'IPv6']).optional(),
  /** Counts against a security group's rule quota. */
  maxEntries: z.int().optional(),
  entries: known(z.array(cidrText)),
});
export type PrefixListRecord = z.output<typeof prefixListSchema>;

export const networkAclEntrySchema = z.object({
  number: z.int(),
  egress: z.boolean(),
  action: z.enum(['allow', 'deny']),
  protocol: known(protocolText),
  cidr: known(cidrText),
  /** Absent when every port is meant. */
  ports: known(portRange).optional(),
  icmp: icmpType.optional(),
});
export type NetworkAclEntryRecord = z.output<typeof networkAclEntrySchema>;

export const networkAclSchema = z.object({
  id: idText,
  vpcId: known(idText),
  isDefault: known(z.boolean()),
  subnetIds: knownIds,
  entries: known(z.array(known(networkAclEntrySchema))),
});
export type NetworkAclRecord = z.output<typeof networkAclSchema>;
