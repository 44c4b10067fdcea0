import * as z from 'zod';
import { known } from './known.ts';
import { cidrText, idText, knownIds, tagsSchema } from './text.ts';

export const vpcSchema = z.object({
  id: idText,
  ownerId: known(z.string()),
  /** Every IPv4 block that is associated or associating, the primary one first. */
  cidrs: known(z.array(known(cidrText))),
  ipv6Cidrs: known(z.array(known(cidrText))),
  enableDnsSupport: known(z.boolean()),
  enableDnsHostnames: known(z.boolean()),
  /** `default` means that no options are associated. */
  dhcpOptionsId: known(z.string()),
  tags: tagsSchema,
});
export type VpcRecord = z.output<typeof vpcSchema>;

export const dhcpOptionsSchema = z.object({
  id: idText,
  domainNameServers: z.array(z.string()),
  domainName: z.string().optional(),
});
export type DhcpOptionsRecord = z.output<typeof dhcpOptionsSchema>;

export const subnetSchema = z.object({
  id: idText,
  vpcId: known(idText),
  ownerId: known(z.string()),
  state: known(z.string()),
  cidr: known(cidrText),
  /** IPv6 blocks whose association is `associated`. */
  ipv6Cidrs: known(z.array(known(cidrText))),
  /** Availability Zone name: differs between accounts, use it for display and for what controllers compare by name. */
  zone: known(z.string()),
  /** Availability Zone id: the same in every account. */
  zoneId: known(z.string()),
  /** AvailableIpAddressCount: AWS's own five and everything allocated are already taken off. */
  freeIpv4Addresses: known(z.int().min(0)),
  mapPublicIpOnLaunch: known(z.boolean()),
  assignIpv6AddressOnCreation: known(z.boolean()),
  ipv6Native: known(z.boolean()),
  enableDns64: known(z.boolean()),
  outpostArn: z.string().optional(),
  internetGatewayBlockMode: known(z.enum(['off', 'block-bidirectional', 'block-ingress'])),
  cidrReservations: known(z.array(z.object({ cidr: cidrText, type: z.enum(['prefix', 'explicit']) }))),
  tags: tagsSchema,
});
export type SubnetRecord = z.output<typeof subnetSchema>;

export const routeTargetKinds = [
  'local',
  'internet-gateway',
  'vpn-gateway',
  'vpc-endpoint',
  'nat-gateway',
  'transit-gateway',
  'vpc-peering-connection',
  'egress-only-internet-gateway',
  'network-interface',
  'local-gateway',
  'carrier-gateway',
  'core-network',
  'odb-network',
  'ip-address',
  'unknown',
] as const;

export const routeSchema = z.object({
  destination: known(z.union([z.object({ cidr: cidrText }), z.object({ prefixListId: idText })])),
  target: known(z.object({ kind: z.enum(routeTargetKinds), id: z.string() })),
  state: known(z.enum(['active', 'blackhole', 'filtered'])),
  origin: z.enum(['table', 'static', 'propagated', 'advertised']),
});
export type RouteRecord = z.output<typeof routeSchema>;

export const routeTableSchema = z.object({
  id: idText,
  vpcId: known(idText),
  ownerId: known(z.string()),
  /** Whether subnets of the VPC without an association of their own use this table. */
  main: known(z.boolean()),
  /** Explicitly associated subnets; associations of gateways (edge tables) are left out. */
  subnetIds: knownIds,
  routes: known(z.array(known(routeSchema))),
  propagatingGatewayIds: knownIds,
  tags: tagsSchema,
});
export type RouteTableRecord = z.output<typeof routeTableSchema>;
