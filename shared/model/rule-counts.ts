import type { Family } from './address.ts';
import { undecidable } from './snapshot/known.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import type { SecurityGroup, SecurityGroupRule } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/** A rule of a security group, by what it counts for in one family of addresses. */
export interface CountedRule {
  readonly rule: SecurityGroupRule;
  /** 1, or as many entries as a prefix list may have. */
  readonly weight: number;
}

/** The rules of one direction and family: each such set has the whole quota to itself. */
export interface RuleCount {
  readonly direction: 'in' | 'out';
  readonly family: Family;
  readonly rules: readonly CountedRule[];
  /** How many rules AWS counts; at least, while some are not known. */
  readonly total: number;
  /** What keeps further rules from being counted. */
  readonly unknown: readonly NotObserved[];
}

const families = [4, 6] as const;

/**
 * How many rules AWS counts against the group's quota, for each direction and family. A reference to a group has no family and counts
 * in both; a prefix list counts its most entries, one of AWS's own its weight.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const ruleCounts = rememberedFor((account: AccountView, group: SecurityGroup): readonly RuleCount[] =>
  (['in', 'out'] as const).flatMap((direction) => {
    const listed = attempt(() => (direction === 'in' ? group.ingress : group.egress));
    return families.map((family) =>
      listed instanceof NotObserved
        ? { direction, family, rules: [], total: 0, unknown: [listed] }
        : { direction, family, ...counted(account, listed, family) },
    );
  }),
);

function counted(account: AccountView, listed: readonly SecurityGroupRule[], family: Family) {
  const rules: CountedRule[] = [];
  const unknown: NotObserved[] = [];
  for (let index = 0; index < listed.length; index++) {
    const found = attempt(() => {
      const rule = listed[index] as SecurityGroupRule;
      return { rule, weight: weightOf(account, rule, family) };
    });
    if (found instanceof NotObserved) unknown.push(found);
    else if (found.weight > 0) rules.push(found);
  }
  return { rules, total: rules.reduce((sum, { weight }) => sum + weight, 0), unknown };
}

function weightOf(account: AccountView, { peer }: SecurityGroupRule, family: Family): number {
  if ('securityGroupId' in peer) return 1;
  if ('cidr' in peer) return peer.cidr.includes(':') === (family === 6) ? 1 : 0;
  const list = account.prefixLists.find(peer.prefixListId);
  if (list?.addressFamily !== undefined && list.addressFamily !== `IPv${family}`) return 0;
  const weight = list?.ownerId === 'AWS' ? weightOfAws(list.name ?? '') : list?.maxEntries;
  if (list?.addressFamily !== undefined && weight !== undefined) return weight;
  const reason = 'it is not shown for how many rules the prefix list counts';
  throw new NotObserved('prefixLists.maxEntries', peer.prefixListId, undecidable(reason));
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
const awsWeights: Readonly<Record<string, number>> = {
  'cloudfront.origin-facing': 55,
  dynamodb: 1,
  'ec2-instance-connect': 2,
  groundstation: 5,
  'route53-healthchecks': 25,
  s3: 1,
  s3express: 6,
  'vpc-lattice': 10,
};

const weightOfAws = (name: string): number | undefined =>
  awsWeights[name.replace(/^com\.amazonaws\.[^.]+\.(ipv6\.)?/, '')];

export interface RuleQuota {
  readonly quota: number;
  /** Where the number is from: what AWS says, or what is assumed. */
  readonly quotaFrom: 'Service Quotas' | 'assumed';
}

/**
 * The most rules of a security group in one direction and family: as AWS tells it for the account, else as assumed. Raises
 * `NotObserved` when that was not read and a group has more rules than assumed: AWS adds none above the quota, so it was raised.
 */
export function ruleQuota({ serviceQuotas }: AccountView, assumed: number, rules: number): RuleQuota {
  const read = attempt(() => serviceQuotas.find(quotaCode)?.value);
  if (typeof read === 'number') return { quota: read, quotaFrom: 'Service Quotas' };
  if (rules <= assumed) return { quota: assumed, quotaFrom: 'assumed' };
  const reason = `a group has ${rules} rules, more than the ${assumed} that are assumed, so the account's quota is a higher one, which was not read`;
  throw new NotObserved('serviceQuotas.value', quotaCode, undecidable(reason));
}

const quotaCode = 'vpc/L-0EA8095F';
