import type { ResourceRef, ResourceType } from '../../engine/verdict.ts';
import type { ClusterKey, FindingKey } from '../findings/finding.ts';

/** A resource as AWS Config names it: an EKS cluster by its name, the others by their ids. */
export interface ConfigResource {
  /** For example `AWS::EC2::Subnet`. */
  readonly type: string;
  readonly id: string;
}

export const clusterType = 'AWS::EKS::Cluster';
export const interfaceType = 'AWS::EC2::NetworkInterface';

/**
 * AWS Config has no type for node groups; its ids of Fargate profiles, add-ons and load balancers are not ours. All of them are a
 * part of what is said of their cluster, and so are control-plane interfaces unless they are asked for.
 */
const typesOfOurs: Partial<Record<ResourceType, string>> = {
  cluster: clusterType,
  subnet: 'AWS::EC2::Subnet',
  vpc: 'AWS::EC2::VPC',
  'security-group': 'AWS::EC2::SecurityGroup',
  'route-table': 'AWS::EC2::RouteTable',
  nacl: 'AWS::EC2::NetworkAcl',
  endpoint: 'AWS::EC2::VPCEndpoint',
  'nat-gateway': 'AWS::EC2::NatGateway',
};

const typesOfPrefixes: Readonly<Record<string, string | undefined>> = {
  subnet: typesOfOurs.subnet,
  sg: typesOfOurs['security-group'],
  rtb: typesOfOurs['route-table'],
  acl: typesOfOurs.nacl,
  vpce: typesOfOurs.endpoint,
  nat: typesOfOurs['nat-gateway'],
};

/** Types with verdicts of their own for all that may be wrong with them; the others show only in verdicts on these. */
export const judgedThemselves: ReadonlySet<string> = new Set([
  clusterType,
  interfaceType,
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
]);

export const configKey = ({ type, id }: ConfigResource): string => `${type}#${id}`;

/** Which resource of AWS Config answers for one of ours. `interfaces`: network interfaces answer for themselves. */
export function answeringFor({ type, id }: ResourceRef, { cluster }: ClusterKey, interfaces: boolean): ConfigResource {
  const known = type === 'control-plane-interface' && interfaces ? interfaceType : typesOfOurs[type];
  return known === undefined ? { type: clusterType, id: cluster } : { type: known, id };
}

interface Named extends FindingKey {
  readonly cluster: ClusterKey;
  readonly violations: readonly { readonly cause: { readonly resource: string } }[];
}

/** The resources of AWS Config that a finding is about: its own, and those that have to be changed to end it. */
export function resourcesOf(finding: Named, interfaces: boolean): readonly ConfigResource[] {
  const causes = finding.violations.flatMap(({ cause }) => namedIn(cause.resource));
  const all = [answeringFor(finding.resource, finding.cluster, interfaces), ...causes];
  return [...new Map(all.map((resource) => [configKey(resource), resource])).values()];
}

const awsIds = /(?<![\w-])(subnet|sg|rtb|acl|vpce|nat)-[\w-]+/g;

/** A cause may name several resources, each by its AWS id. */
const namedIn = (text: string): ConfigResource[] =>
  [...text.matchAll(awsIds)].flatMap(([found]) => resourceNamed(found) ?? []);

/** The resource of an AWS id; undefined for kinds that AWS Config is told nothing of by themselves. */
export function resourceNamed(id: string): ConfigResource | undefined {
  const type = typesOfPrefixes[id.split('-', 1)[0] ?? ''];
  return type === undefined ? undefined : { type, id };
}
