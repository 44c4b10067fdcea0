import type { EvidenceValue, ResourceRef, ResourceType, Severity, Status } from '../../engine/verdict.ts';
import type { MissingKind } from '../../model/snapshot/known.ts';

/** Words for a count: `1 subnet`, `3 subnets`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
};

export const statusWords: Readonly<Record<Status, string>> = {
  'non-compliant': 'Problem',
  indeterminate: 'Undecided',
  compliant: 'Holds',
  'not-applicable': 'Not applicable',
};

export const missingWords: Readonly<Record<MissingKind, string>> = {
  unread: 'Not read',
  undeclared: 'Not declared',
  undecidable: 'Cannot be known',
};

export const resourceWords: Readonly<Record<ResourceType, readonly [one: string, many: string]>> = {
  cluster: ['cluster', 'clusters'],
  'node-group': ['node group', 'node groups'],
  'fargate-profile': ['Fargate profile', 'Fargate profiles'],
  subnet: ['subnet', 'subnets'],
  vpc: ['VPC', 'VPCs'],
  'security-group': ['security group', 'security groups'],
  'route-table': ['route table', 'route tables'],
  nacl: ['network ACL', 'network ACLs'],
  endpoint: ['endpoint', 'endpoints'],
  'nat-gateway': ['NAT gateway', 'NAT gateways'],
  'add-on': ['add-on', 'add-ons'],
  'load-balancer': ['load balancer', 'load balancers'],
  'control-plane-interface': ['control-plane interface', 'control-plane interfaces'],
  account: ['account', 'accounts'],
};

/** The resources by type: `2 subnets: subnet-a, subnet-b`; with a limit the rest is counted. */
export function resourceList(resources: readonly ResourceRef[], limit = Number.POSITIVE_INFINITY): string {
  const byType = Map.groupBy(resources, ({ type }) => type);
  return [...byType]
    .map(
      ([type, members]) =>
        `${counted(members.length, ...resourceWords[type])}: ${folded(
          members.map(({ id }) => id),
          limit,
        )}`,
    )
    .join('; ');
}

/** The items with commas (or, where they are phrases, semicolons) between them; those beyond the limit are counted. */
export function folded(items: readonly string[], limit: number): string {
  const between = items.some((item) => item.includes(' ')) ? '; ' : ', ';
  if (items.length <= limit) return items.join(between);
  return `${items.slice(0, limit).join(between)} and ${items.length - limit} more`;
}

const acronyms: Readonly<Record<string, string>> = {
  acl: 'ACL',
  api: 'API',
  asg: 'ASG',
  aws: 'AWS',
  az: 'AZ',
  azs: 'AZs',
  cidr: 'CIDR',
  cidrs: 'CIDRs',
  cni: 'CNI',
  dns: 'DNS',
  ec2: 'EC2',
  eks: 'EKS',
  elb: 'ELB',
  eni: 'ENI',
  enis: 'ENIs',
  iam: 'IAM',
  ip: 'IP',
  ips: 'IPs',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  nacl: 'NACL',
  nat: 'NAT',
  sg: 'SG',
  tcp: 'TCP',
  udp: 'UDP',
  vpc: 'VPC',
  vpn: 'VPN',
};

/** A name in camelCase as words: `freeIpv4Addresses` → `free IPv4 addresses`. */
export function spokenName(name: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  const words = name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  return words.map((word) => acronyms[word] ?? word).join(' ');
}

/** A piece of evidence as text; of a list the members beyond the limit are counted. */
export function spokenValue(value: EvidenceValue, limit = Number.POSITIVE_INFINITY): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return value.length === 0 ? 'none' : folded(value.map(String), limit);
  return value === '' ? 'none' : String(value);
}

/** `2026-11-21T09:00:00Z` → `2026-11-21 09:00 UTC`; other texts stay as they are. */
export const spokenTime = (time: string): string =>
  time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z$/, '$1 $2 UTC');
