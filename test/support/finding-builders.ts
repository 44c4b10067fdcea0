import type { RememberedFinding } from '../../shared/reports/remembered-finding.ts';
import { aViolation } from './report-builders.ts';

/** B4 on subnet-a of cluster `shop`, open since nine in the morning. */
export function aRememberedFinding(overrides: Partial<RememberedFinding> = {}): RememberedFinding {
  const resource = overrides.resource ?? { type: 'subnet', id: 'subnet-a' };
  return {
    cluster: { account: '123456789012', region: 'eu-west-1', cluster: 'shop' },
    code: 'B4',
    rule: 'cluster-subnets-have-addresses-for-eks',
    title: 'Each cluster subnet has the addresses that EKS needs for its own interfaces',
    resource,
    state: 'open',
    severity: 'high',
    violations: [aViolation({ resource })],
    unkept: 0,
    firstOpened: '2026-11-20T08:00:00.000Z',
    firstSeen: '2026-11-21T09:00:00.000Z',
    changedAt: '2026-11-21T09:00:00.000Z',
    ...overrides,
  };
}

/** What a rule says of itself. */
export const ruleHelp = {
  why: 'With fewer addresses, an upgrade of the cluster fails.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],
};

/** A finding in which people wrote the text wherever they can. */
export function aFindingFullOf(text: string, overrides: Partial<RememberedFinding> = {}): RememberedFinding {
  const resource = { type: 'node-group', id: `${text}/${text}` } as const;
  const violation = {
    kind: text,
    resource,
    severity: 'high',
    message: text,
    evidence: { subnet: text, subnets: [text, text], freeAddresses: 3, [text]: text },
    cause: { kind: text, resource: text },
    fix: { text, command: `aws eks update-nodegroup-config --nodegroup-name '${text}'` },
  } as const;
  return aRememberedFinding({
    cluster: { account: '123456789012', region: 'eu-west-1', cluster: text },
    resource,
    rule: text,
    title: text,
    reason: text,
    violations: [violation, { ...violation, kind: `${text}2`, resource: { type: 'load-balancer', id: text } }],
    unkept: 2,
    ...overrides,
  });
}
