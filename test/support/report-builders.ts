import { summarise } from '../../shared/app/summarise.ts';
import {
  type ClusterSummary,
  type Report,
  type RuleSummary,
  reportFormat,
  type SubnetAddresses,
} from '../../shared/engine/report.ts';
import { highestOf } from '../../shared/engine/verdict.ts';

type ReportedVerdict = Report['verdicts'][number];
type ReportedViolation = ReportedVerdict['violations'][number];
type ReportedMissing = ReportedVerdict['missing'][number];

/** Subnet-a of B4, two addresses short. */
export const aViolation = (overrides: Partial<ReportedViolation> = {}): ReportedViolation => {
  const resource = overrides.resource ?? { type: 'subnet', id: 'subnet-a' };
  return {
    kind: 'tooFew',
    resource,
    severity: 'high',
    message: `${resource.id} has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.`,
    evidence: { subnet: resource.id, freeAddresses: 3, heldByEks: 1, required: 6, eksInterfaces: ['eni-eks-a'] },
    cause: { kind: 'subnet-full', resource: resource.id },
    fix: {
      text: `Release addresses in ${resource.id}.`,
      command: `aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=${resource.id} --region us-east-1`,
    },
    ...overrides,
  };
};

/** B4 on subnet-a of cluster `demo`: compliant, unless it is given violations, missing facts or a status. */
export function aVerdict(overrides: Partial<ReportedVerdict> = {}): ReportedVerdict {
  const { violations = [], missing = [] } = overrides;
  const severity = highestOf(violations.map((violation) => violation.severity));
  return {
    code: 'B4',
    rule: 'cluster-subnets-have-addresses-for-eks',
    cluster: 'demo',
    resource: { type: 'subnet', id: 'subnet-a' },
    status: violations.length > 0 ? 'non-compliant' : missing.length > 0 ? 'indeterminate' : 'compliant',
    ...(severity === undefined ? {} : { severity }),
    violations,
    notes: [],
    missing,
    ...overrides,
  };
}

/** A verdict with one violation of the same resource. */
export const aProblem = (
  verdict: Partial<ReportedVerdict> = {},
  violation: Partial<ReportedViolation> = {},
): ReportedVerdict =>
  aVerdict({
    ...verdict,
    violations: [aViolation({ ...(verdict.resource ? { resource: verdict.resource } : {}), ...violation })],
  });

export const aMissing = (overrides: Partial<ReportedMissing> = {}): ReportedMissing => ({
  fact: 'networkInterfaces',
  resource: 'vpc-main',
  kind: 'unread',
  reason: 'ec2:DescribeNetworkInterfaces was denied',
  action: 'ec2:DescribeNetworkInterfaces',
  ...overrides,
});

export const aSubnetBar = (overrides: Partial<SubnetAddresses> = {}): SubnetAddresses => ({
  id: 'subnet-a',
  zone: 'us-east-1a',
  cidr: '10.0.1.0/24',
  usable: 251,
  free: 200,
  neededAtMaximum: 0,
  pool: [],
  ...overrides,
});

export const aClusterSummary = (overrides: Partial<ClusterSummary> = {}): ClusterSummary => ({
  name: 'demo',
  version: '1.35',
  vpc: 'vpc-main',
  notes: [],
  subnets: [],
  ...overrides,
});

export const aRuleSummary = (overrides: Partial<RuleSummary> = {}): RuleSummary => ({
  code: 'B4',
  name: 'cluster-subnets-have-addresses-for-eks',
  title: 'Each cluster subnet has the addresses that EKS needs for its own interfaces',
  severity: 'high',
  profile: 'baseline',
  why: 'With fewer, an upgrade or a change of the cluster fails.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],
  ...overrides,
});

/** A report of one cluster `demo` in which B4 holds for subnet-a. Its summary is counted from what it is given. */
export function aReport(overrides: Partial<Omit<Report, 'summary'>> = {}): Report {
  const { verdicts = [aVerdict()], unreadClusters = [] } = overrides;
  return {
    format: reportFormat,
    plumbline: '0.1.0',
    source: 'live',
    account: '111122223333',
    region: 'us-east-1',
    observedAt: '2026-11-21T09:00:00Z',
    generatedAt: '2026-11-21T09:01:00Z',
    clusters: [aClusterSummary()],
    rules: [aRuleSummary()],
    waivers: [],
    refusedWaiverTags: [],
    ...overrides,
    unreadClusters,
    verdicts,
    summary: summarise(verdicts, unreadClusters),
  };
}
