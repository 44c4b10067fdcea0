import { describe, expect, it } from '@jest/globals';
import type { ActionDiagnosis, Diagnosis } from '../../../shared/engine/diagnosis.ts';
import { renderDoctorJson } from '../../../shared/reports/doctor/json.ts';
import { renderDoctorTerminal } from '../../../shared/reports/doctor/terminal.ts';

const nobody = { rules: [], verdicts: 0, alone: 0 };

const action = (name: string, changes: Partial<ActionDiagnosis> = {}): ActionDiagnosis => ({
  action: name,
  reasons: [],
  askedBy: ['B4', 'D8'],
  waiting: nobody,
  clusters: [],
  ...changes,
});

const diagnosis = (changes: Partial<Diagnosis> = {}): Diagnosis => ({
  format: 1,
  plumbline: '0.1.0',
  source: 'live',
  account: '111122223333',
  region: 'eu-west-1',
  observedAt: '2026-11-21T09:00:00Z',
  generatedAt: '2026-11-21T09:01:00Z',
  clusters: 2,
  rules: ['B4', 'D8'],
  verdicts: { all: 10, undecided: 4 },
  actions: [action('ec2:DescribeSubnets', { access: 'answered' })],
  beyond: [],
  undeclared: [],
  ...changes,
});

const shown = (changes: Partial<Diagnosis> = {}, verbose = false): string =>
  renderDoctorTerminal(diagnosis(changes), { width: 100, colour: false, verbose });

describe('the diagnosis for a terminal', () => {
  it('is short when nothing is missing', () => {
    expect(
      shown({ verdicts: { all: 10, undecided: 0 } }),
    ).toBe(`Plumbline 0.1.0  account 111122223333 · eu-west-1 · read 2026-11-21 09:00 UTC

Allowed: 1 action

2 clusters · 2 rules · 0 of 10 verdicts undecided · everything that a rule asks was read
`);
  });

  it('begins with what most waits for', () => {
    const text = shown({
      actions: [
        action('ec2:DescribeVpcs', { access: 'throttled', waiting: { rules: ['D8'], verdicts: 1, alone: 0 } }),
        action('ec2:DescribeSubnets', { access: 'denied', waiting: { rules: ['B4', 'D8'], verdicts: 4, alone: 3 } }),
        action('ec2:DescribeInstances', { access: 'denied', askedBy: ['D8'] }),
        action('eks:DescribeCluster', { access: 'denied', clusters: ['demo', 'other'] }),
        action('eks:ListClusters', { access: 'answered' }),
        action('route53:ListHostedZones', { access: 'unasked' }),
      ],
    });
    expect(text).toContain(`Not read
  denied       eks:DescribeCluster
               No rule says anything of demo, other.
  denied       ec2:DescribeSubnets
               4 verdicts of 2 rules wait for it, 3 for nothing else: B4, D8.
  throttled    ec2:DescribeVpcs
               1 verdict of 1 rule waits for it, each for something else too: D8.
  denied       ec2:DescribeInstances
               No verdict lacks it now; 1 rule may ask.

Allowed: 1 action
Not asked, for want of anything to ask it about:
  route53:ListHostedZones

2 clusters · 2 rules · 4 of 10 verdicts undecided · 4 actions are missing
Next: allow eks:DescribeCluster, ec2:DescribeSubnets, ec2:DescribeInstances, then ask again.
`);
  });

  it('tells why a file lacks something, once unless it is asked for all', () => {
    const reasons = ['no output about vpc-a', 'no output about vpc-b'];
    const waiting = { rules: ['D8'], verdicts: 1, alone: 1 };
    const actions = [action('ec2:DescribeVpcs', { reasons, waiting }), action('ec2:DescribeSubnets')];
    const saved = { source: 'aws-cli-output', actions };
    expect(shown(saved)).toContain(`  missing      ec2:DescribeVpcs
               1 verdict of 1 rule waits for it: D8.
               no output about vpc-a

Nothing is missing of: 1 action`);
    expect(shown(saved)).not.toContain('vpc-b');
    expect(shown(saved, true)).toContain('vpc-b');
    expect(shown(saved, true)).toContain('✓ ec2:DescribeSubnets (2 rules)');
    expect(shown(saved)).toContain('1 action is missing\n');
  });

  it('keeps apart what is declared and what no permission shows', () => {
    const waiting = { rules: ['D8'], verdicts: 1, alone: 1 };
    const text = shown({
      beyond: [{ fact: 'natGateways', reasons: ['vpc-a is shared'], waiting }],
      undeclared: [{ fact: 'podsPerNode', reasons: [], waiting: { rules: ['B1'], verdicts: 3, alone: 3 } }],
    });
    expect(text).toContain(`Not read for another reason than a permission
  natGateways  1 verdict of 1 rule waits for it: D8.

AWS does not show; plumbline.yaml may declare
  podsPerNode  3 verdicts of 1 rule wait for it: B1.
`);
    expect(text).not.toContain('everything that a rule asks was read');
  });

  it('writes out what cannot be seen', () => {
    const actions = [action('ec2:DescribeVpcs', { access: 'denied', clusters: ['\u001b[31mred'] })];
    expect(shown({ actions })).not.toContain('\u001b');
  });
});

it('the diagnosis as JSON reads back as it is', () => {
  expect(JSON.parse(renderDoctorJson(diagnosis()))).toEqual(diagnosis());
});
