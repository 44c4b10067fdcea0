import { isCidr } from '../../cidr.ts';
import { isAwsId, type NameKind, type Pseudonyms } from './pseudonyms.ts';
import type { Substitutes } from './texts.ts';

type Texts = Readonly<Record<string, string>>;

/** Keys that AWS, Kubernetes and their controllers read and that say nothing about their owner; every other tag is left out. */
const readKeys = [
  /^aws:/,
  /^kubernetes\.io\/role\/(elb|internal-elb|cni)$/,
  /^kubernetes\.io\/cluster-autoscaler\/enabled$/,
  /^k8s\.io\/cluster-autoscaler\/enabled$/,
  /^eks:(cluster-name|nodegroup-name|eks-cluster-name|eni:owner|kubernetes-node-(class|pool)-name)$/,
  /^cluster\.k8s\.amazonaws\.com\/name$/,
  /^node\.k8s\.amazonaws\.com\/(instance_id|createdAt|no_manage)$/,
  /^vpcresources\.k8s\.aws\/(trunk-eni-id|vlan-id)$/,
  /^(elbv2|ingress)\.k8s\.aws\/cluster$/,
  /^karpenter\.sh\/(discovery|nodepool|provisioner-name)$/,
  /^alpha\.eksctl\.io\/(cluster|nodegroup)-name$/,
  /^plumbline:profile$/,
  /^plumbline:waive\/[A-Z]\d{1,3}$/,
];

/** Keys that end in a cluster's name. The load balancer controller takes any key after `kubernetes.io/cluster` for another cluster. */
const clusterKey =
  /^(kubernetes\.io\/cluster\/|kubernetes\.io\/cluster|k8s\.io\/cluster-autoscaler\/|cni\.networking\.k8s\.aws\/cluster\/)([^/].*)$/;

const namesIn: Readonly<Record<string, NameKind>> = {
  'eks:cluster-name': 'cluster',
  'eks:eks-cluster-name': 'cluster',
  'aws:eks:cluster-name': 'cluster',
  'cluster.k8s.amazonaws.com/name': 'cluster',
  'elbv2.k8s.aws/cluster': 'cluster',
  'ingress.k8s.aws/cluster': 'cluster',
  'alpha.eksctl.io/cluster-name': 'cluster',
  'karpenter.sh/discovery': 'cluster',
  'eks:nodegroup-name': 'node-group',
  'alpha.eksctl.io/nodegroup-name': 'node-group',
  'aws:autoscaling:groupName': 'auto-scaling-group',
  'karpenter.sh/nodepool': 'node-pool',
};

/** Values that are nobody's own words: small numbers, switches, times, names of AWS's own components. */
const commonValue =
  /^(-?\d{0,6}|true|false|owned|shared|enabled|disabled|amazon-vpc-cni|eks-vpc-resource-controller|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?)$/;

const profileWords = ['baseline', 'private', 'hybrid', 'starburst-sep', 'sep', 'autoscaler'];

/** The tags that something may read, with pseudonyms in their keys and values. */
export const tags = (given: Texts, { pseudonyms }: Substitutes): Texts =>
  Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => {
      const read = tagKey(key, pseudonyms);
      return read === undefined ? [] : [[read, tagValue(key, value, pseudonyms)]];
    }),
  );

function tagKey(key: string, pseudonyms: Pseudonyms): string | undefined {
  if (readKeys.some((known) => known.test(key))) return key;
  const [, form, cluster] = clusterKey.exec(key) ?? [];
  if (form === undefined || cluster === undefined || cluster.startsWith('node-template/')) return undefined;
  return `${form}${pseudonyms.name('cluster', cluster)}`;
}

function tagValue(key: string, value: string, pseudonyms: Pseudonyms): string {
  const kind = namesIn[key];
  if (kind) return pseudonyms.name(kind, value);
  if (key === 'plumbline:profile') return profileWords.filter((word) => value.includes(word)).join(' ');
  if (key.startsWith('plumbline:waive/')) return waiverValue(value);
  return plainValue(value, pseudonyms);
}

/** The day is kept, for it decides; who answers for the waiver and why is nobody's business. */
const waiverValue = (value: string): string =>
  value
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d +)?.*$/s, (text, day = '') =>
      /^\S+ +\S+ +\S/.test(text) ? `${day}owner reason` : `${day}unreadable`,
    );

function plainValue(value: string, pseudonyms: Pseudonyms): string {
  if (commonValue.test(value)) return value;
  if (/^\d{12}$/.test(value)) return pseudonyms.account(value);
  return isAwsId(value) ? pseudonyms.id(value) : pseudonyms.name('value', value);
}

const roleLabels = ['role', 'starburst.io/role'];
const roleWord = /^(coordinator|workers?)$|^support/i;

/** The labels that tell what a node group is for. */
export const labels = (given: Texts, { pseudonyms }: Substitutes): Texts =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => roleLabels.includes(key))
      .map(([key, value]) => [key, roleWord.exec(value)?.[0] ?? pseudonyms.name('value', value)]),
  );

/** The environment of an add-on: numbers, switches, blocks of addresses and names. */
export const environment = (given: Texts, { pseudonyms, cidr }: Substitutes): Texts =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const parts = value.split(',');
      return [key, parts.every(isCidr) ? parts.map(cidr).join() : settingOf(key, value, pseudonyms)];
    }),
  );

function settingOf(key: string, value: string, pseudonyms: Pseudonyms): string {
  if (key === 'CLUSTER_NAME') return pseudonyms.name('cluster', value);
  return /^([+-]?\d{1,6}|t|f|true|false|standard|strict)?$/i.test(value) ? value : plainValue(value, pseudonyms);
}
