import { tryParseAddress } from '../../address.ts';
import type { AddressMap } from './address-map.ts';
import { arn } from './arns.ts';
import { policy } from './policy.ts';
import { isAwsId, type NameKind, type Pseudonyms } from './pseudonyms.ts';

export interface Substitutes extends AddressMap {
  readonly pseudonyms: Pseudonyms;
}

/** Rewrites one text; undefined drops it. */
type Rewrite = (text: string, substitutes: Substitutes) => string | undefined;

const named =
  (kind: NameKind): Rewrite =>
  (text, { pseudonyms }) =>
    pseudonyms.name(kind, text);

/** `cluster/name`. */
const owned =
  (kind: NameKind): Rewrite =>
  (text, { pseudonyms }) => {
    const [cluster = '', ...rest] = text.split('/');
    return `${pseudonyms.name('cluster', cluster)}/${pseudonyms.name(kind, rest.join('/'))}`;
  };

/** Accounts, or the words that stand for AWS itself. */
const account: Rewrite = (text, { pseudonyms }) => {
  if (/^\d{12}$/.test(text)) return pseudonyms.account(text);
  return /^(AWS|amazon-[a-z-]+)$/.test(text) ? text : pseudonyms.name('requester', text);
};

/** `lt-0abc:3`. */
const version: Rewrite = (text, { pseudonyms }) => {
  const [id = '', ...rest] = text.split(':');
  return [pseudonyms.id(id), ...rest].join(':');
};

const routeTarget: Rewrite = (text, substitutes) => {
  if (text.startsWith('arn:')) return arn(text, substitutes.pseudonyms);
  return isAwsId(text) ? substitutes.pseudonyms.id(text) : substitutes.address(text);
};

/** Ids that a word of another kind may stand for. */
const anyId: Rewrite = (text, { pseudonyms }) => (isAwsId(text) ? pseudonyms.id(text) : pseudonyms.name('value', text));

const clusterName = /^[0-9A-Za-z][\w-]{0,99}$/;

/** Descriptions that AWS and Kubernetes controllers give to interfaces; of others nothing stays. */
const interfaceDescription: Rewrite = (text, { pseudonyms }) => {
  const [, form, subject] = /^(Amazon EKS |aws-K8S-|ELB (?:app\/|net\/|gwy\/)?)(.+)$/.exec(text) ?? [];
  if (form === undefined || subject === undefined) return /^aws-k8s-(trunk|branch)-eni$/.test(text) ? text : '';
  if (form === 'Amazon EKS ') return clusterName.test(subject) ? `${form}${pseudonyms.name('cluster', subject)}` : '';
  if (form === 'aws-K8S-') return `${form}${pseudonyms.id(subject)}`;
  return `${form}${pseudonyms.name('load-balancer', subject)}`;
};

/** Descriptions that load balancer controllers give to rules; of others nothing stays. */
const ruleDescription: Rewrite = (text, { pseudonyms }) => {
  if (text === 'elbv2.k8s.aws/targetGroupBinding=shared') return text;
  const [, form, balancer] = /^(kubernetes\.io\/rule\/nlb\/[a-z]+)(?:=(.*))?$/.exec(text) ?? [];
  if (form === undefined) return undefined;
  return balancer === undefined ? form : `${form}=${pseudonyms.name('load-balancer', balancer)}`;
};

const securityGroupName: Rewrite = (text, { pseudonyms }) =>
  text === 'default' ? text : pseudonyms.name('security-group', text);

const prefixListName: Rewrite = (text, { pseudonyms }) =>
  text.startsWith('com.amazonaws.') ? text : pseudonyms.name('prefix-list', text);

const serviceName: Rewrite = (text, { pseudonyms }) => text.replace(/vpce-svc-[0-9a-z]+/, (id) => pseudonyms.id(id));

const amazonDomain = /^(ec2\.internal|[a-z0-9-]+\.compute\.internal|(.+\.)?amazonaws\.com(\.cn)?)$/;

const domain: Rewrite = (text, { pseudonyms }) =>
  amazonDomain.test(text) ? text : `${pseudonyms.name('domain', text)}.example`;

/** Each label for itself, so that a name stays inside its zone. */
const hostName: Rewrite = (text, { pseudonyms }) =>
  text
    .split('.')
    .map((label) => (['', '*', 'dualstack'].includes(label) ? label : pseudonyms.name('label', label)))
    .join('.');

/** Of texts only what ExternalDNS marks its own records with stays. */
const recordValue: Rewrite = (text, substitutes) => {
  if (tryParseAddress(text)) return substitutes.address(text);
  if (text.startsWith('"')) return text.includes('heritage=external-dns') ? '"heritage=external-dns"' : '""';
  return hostName(text, substitutes);
};

/** A Classic Load Balancer has a name instead of an ARN. */
const loadBalancerId: Rewrite = (text, { pseudonyms }) =>
  text.startsWith('arn:') ? arn(text, pseudonyms) : pseudonyms.name('load-balancer', text);

const nameServer: Rewrite = (text, { address, pseudonyms }) =>
  text === 'AmazonProvidedDNS' || tryParseAddress(text) ? address(text) : pseudonyms.name('domain', text);

/** What a text of a snapshot is, and how it is rewritten. */
export const rewrites = {
  /** AWS's own vocabulary, numbers, times: stays. */
  word: (text) => text,
  /** What people wrote, and nothing decides by. */
  prose: () => undefined,
  id: (text, { pseudonyms }) => pseudonyms.id(text),
  version,
  anyId,
  account,
  arn: (text, { pseudonyms }) => arn(text, pseudonyms),
  address: (text, { address }) => address(text),
  cidr: (text, { cidr }) => cidr(text),
  routeTarget,
  cluster: named('cluster'),
  nodeGroup: named('node-group'),
  nodeGroupOfCluster: owned('node-group'),
  fargateProfile: named('fargate-profile'),
  fargateProfileOfCluster: owned('fargate-profile'),
  autoScalingGroup: named('auto-scaling-group'),
  launchTemplate: named('launch-template'),
  key: named('key'),
  securityGroupName,
  prefixListName,
  serviceName,
  domain,
  nameServer,
  hostName,
  recordValue,
  loadBalancer: named('load-balancer'),
  loadBalancerId,
  targetGroup: named('target-group'),
  policyName: named('policy'),
  interfaceDescription,
  ruleDescription,
  policy: (text, { pseudonyms }) => policy(text, pseudonyms),
} as const satisfies Record<string, Rewrite>;
export type TextKind = keyof typeof rewrites;
