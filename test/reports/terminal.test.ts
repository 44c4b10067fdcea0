import { describe, expect, it } from '@jest/globals';
import type { Report } from '../../shared/engine/report.ts';
import { renderTerminal, type TerminalOptions } from '../../shared/reports/terminal.ts';
import { cellsOf } from '../../shared/reports/text/cells.ts';
import {
  aClusterSummary,
  aMissing,
  aProblem,
  aReport,
  aRuleSummary,
  aSubnetBar,
  aVerdict,
} from '../support/report-builders.ts';

const show = (report: Report, options: Partial<TerminalOptions> = {}) =>
  `\n${renderTerminal(report, { width: 80, colour: false, verbose: false, ...options })}`;

// What colours are made of, without writing a control character into a pattern.
const colours = (codes = String.raw`[\d;]*`) => new RegExp(String.raw`\u001b\[(${codes})m`, 'g');

const subnet = (id: string) => ({ type: 'subnet', id }) as const;

describe('a healthy cluster', () => {
  it('is one line, and the next step is the page', () => {
    expect(show(aReport({ verdicts: [aVerdict(), aVerdict({ resource: subnet('subnet-b') })] }))).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

✓ demo  Kubernetes 1.35 · vpc-main · both checks hold

1 cluster: no problem found · 2 hold · 0 undecided · 0 not applicable
Next: the whole picture as a page
  plumbline check --format html --output report.html
`);
  });
});

const problem = aProblem();
const withProblem = aReport({
  verdicts: [
    problem,
    aVerdict({ resource: subnet('subnet-b'), notes: ['Two interfaces are on their way out.'] }),
    aVerdict({ resource: subnet('subnet-c'), status: 'not-applicable', reason: 'EKS places nothing here.' }),
  ],
  clusters: [
    aClusterSummary({
      notes: ['Auto Scaling groups were not read: only managed node groups are judged.'],
      subnets: [
        aSubnetBar({ free: 3, neededAtMaximum: 20 }),
        aSubnetBar({ id: 'subnet-b', zone: 'us-east-1b', free: 200, neededAtMaximum: 20, pool: ['subnet-b'] }),
        aSubnetBar({ id: 'subnet-c', zone: null, free: null, neededAtMaximum: null }),
      ],
    }),
  ],
});

describe('a cluster with a problem', () => {
  it('says what is wrong, the proof and the fix, with a command to copy', () => {
    expect(show(withProblem)).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

demo  Kubernetes 1.35 · vpc-main · 1 high
────────────────────────────────────────────────────────────────────────────────

  HIGH  B4  subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS
            needs 6.
      EKS interfaces: eni-eks-a
      Fix: Release addresses in subnet-a.
      aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=subnet-a --region us-east-1

  IPv4 addresses  █ used  ▒ needed at maximum  ░ free
    subnet-a  us-east-1a      ███████████████████████▒  3 free of 251
    subnet-b  us-east-1b      █████▒▒░░░░░░░░░░░░░░░░░  200 free of 251
    subnet-c  zone not known  ························  not known
    subnet-a: the node groups need 20 more at their maximum, 17 short.
    subnet-b: the node groups need 20 more at their maximum, 200 are free.

Note: Auto Scaling groups were not read: only managed node groups are judged.
      (demo)

1 cluster: 1 high · 1 hold · 0 undecided · 1 not applicable
Next: why B4 matters and how it is decided
  plumbline explain B4
`);
  });

  it('says everything when asked to', () => {
    expect(show(withProblem, { verbose: true })).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

demo  Kubernetes 1.35 · vpc-main · 1 high
────────────────────────────────────────────────────────────────────────────────

  HIGH  B4  subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS
            needs 6.
      With fewer, an upgrade or a change of the cluster fails.
      subnet subnet-a
        subnet          subnet-a
        free addresses  3
        held by EKS     1
        required        6
        EKS interfaces  eni-eks-a
      Fix: Release addresses in subnet-a.
      aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=subnet-a --region us-east-1

  IPv4 addresses  █ used  ▒ needed at maximum  ░ free
    subnet-a  us-east-1a      ███████████████████████▒  3 free of 251
    subnet-b  us-east-1b      █████▒▒░░░░░░░░░░░░░░░░░  200 free of 251
    subnet-c  zone not known  ························  not known
    subnet-a: the node groups need 20 more at their maximum, 17 short.
    subnet-b: the node groups need 20 more at their maximum, 200 are free.

  Holds (1 verdict)
    B4  cluster-subnets-have-addresses-for-eks
      1 subnet: subnet-b

  Not applicable (1 verdict)
    B4  cluster-subnets-have-addresses-for-eks
      1 subnet: subnet-c – EKS places nothing here.

  Notes
    B4  subnet-b  Two interfaces are on their way out.

Note: Auto Scaling groups were not read: only managed node groups are judged.
      (demo)

1 cluster: 1 high · 1 hold · 0 undecided · 1 not applicable
Next: why B4 matters and how it is decided
  plumbline explain B4
`);
  });

  it('fits a narrow terminal, but never breaks a command', () => {
    const text = show(withProblem, { width: 44 });
    expect(text).toBe(`
Plumbline 0.1.0  account 111122223333 ·
                 us-east-1 · read 2026-11-21
                 09:00 UTC

demo  Kubernetes 1.35 · vpc-main · 1 high
────────────────────────────────────────────

  HIGH  B4  subnet-a has 3 free addresses
            and 1 held by EKS interfaces;
            EKS needs 6.
      EKS interfaces: eni-eks-a
      Fix: Release addresses in subnet-a.
      aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=subnet-a --region us-east-1

  IPv4 addresses
    █ used  ▒ needed at maximum  ░ free
    subnet-a  ████████████▒  3 free of 251
    subnet-b  ███▒░░░░░░░░░  200 free of 251
    subnet-c  ·············  not known
    subnet-a: the node groups need 20 more
    at their maximum, 17 short.
    subnet-b: the node groups need 20 more
    at their maximum, 200 are free.

Note: Auto Scaling groups were not read:
      only managed node groups are judged.
      (demo)

1 cluster: 1 high · 1 hold · 0 undecided · 1
not applicable
Next: why B4 matters and how it is decided
  plumbline explain B4
`);
    const tooWide = text.split('\n').filter((line) => cellsOf(line) > 44);
    expect(tooWide).toEqual([expect.stringMatching(/^ +aws ec2 describe-network-interfaces .* --region us-east-1$/)]);
  });

  it('is coloured only when asked to', () => {
    expect(show(withProblem)).not.toContain('\x1b');
    const coloured = show(withProblem, { colour: true });
    expect(coloured).toContain('\x1b[1;31mHIGH\x1b[0m');
    expect(coloured.replaceAll(colours(), '')).toBe(show(withProblem));
  });

  it('names the program as it was called', () => {
    expect(show(withProblem, { program: 'npm run -s plumbline --' })).toMatch(
      /\n {2}npm run -s plumbline -- explain B4\n$/,
    );
  });
});

describe('one cause', () => {
  const cause = { kind: 'route-lost', resource: 'rtb-a' };
  const verdicts = [
    ...['subnet-a', 'subnet-b', 'subnet-c'].map((id) =>
      aProblem({ resource: subnet(id) }, { cause, message: 'The default route of rtb-a leads nowhere.' }),
    ),
    aProblem(
      { code: 'D8', resource: subnet('subnet-a') },
      { cause, severity: 'critical', kind: 'cutOff', message: 'Nodes in subnet-a cannot reach the API.', evidence: {} },
    ),
  ];

  it('is one problem with its resources folded and its consequences once', () => {
    expect(show(aReport({ verdicts }))).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

demo  Kubernetes 1.35 · vpc-main · 1 critical
────────────────────────────────────────────────────────────────────────────────

  CRITICAL  D8, B4  Nodes in subnet-a cannot reach the API.
      Also B4 (high): The default route of rtb-a leads nowhere.
        3 subnets: subnet-a, subnet-b, subnet-c
      Fix: Release addresses in subnet-a.
      aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=subnet-a --region us-east-1

1 cluster: 1 critical · 0 hold · 0 undecided · 0 not applicable
Next: why D8 matters and how it is decided
  plumbline explain D8
`);
  });

  it('is told of the other clusters that it is reported for', () => {
    const elsewhere = aProblem({ cluster: 'other' }, { cause });
    const clusters = [aClusterSummary(), aClusterSummary({ name: 'other' })];
    const text = show(aReport({ clusters, verdicts: [...verdicts, elsewhere] }));
    expect(text).toContain('The same cause is reported for other.');
    expect(text).toContain('The same cause is reported for demo.');
  });
});

describe('many problems of one kind', () => {
  const verdicts = ['a', 'b', 'c', 'd', 'e'].map((letter) => aProblem({ resource: subnet(`subnet-${letter}`) }));

  it('are folded after the third', () => {
    const text = show(aReport({ verdicts }));
    expect(text).toContain(`
  … 2 more of this kind (subnet-d, subnet-e); --verbose shows each with its fix.
`);
    expect(text).not.toContain('subnet-d has 3 free');
    expect(text).toContain('1 cluster: 5 high · 0 hold');
  });

  it('are all there when asked to', () => {
    const text = show(aReport({ verdicts }), { verbose: true });
    expect(text).toContain('subnet-e has 3 free addresses');
    expect(text).not.toContain('more of this kind');
  });
});

describe('what is undecided', () => {
  const missing = [aMissing()];
  const undeclared = aMissing({
    fact: 'fargateMaxPods',
    resource: 'demo',
    kind: 'undeclared',
    reason: 'AWS does not show it; declare fargateMaxPods for this cluster in plumbline.yaml',
  });
  const report = aReport({
    verdicts: [
      aVerdict({ missing }),
      aVerdict({ code: 'H1', missing }),
      aVerdict({ code: 'B1', missing: [undeclared] }),
      aVerdict({ resource: subnet('subnet-b') }),
    ],
  });

  it('is grouped by what was missing, with what to do about it', () => {
    expect(show(report)).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

? demo  Kubernetes 1.35 · vpc-main · no problem found: 1 hold, 3 undecided

3 verdicts undecided
────────────────────────────────────────────────────────────────────────────────
  ? ec2:DescribeNetworkInterfaces was denied – 2 verdicts undecided
    Not known: networkInterfaces of vpc-main
    demo: B4, H1
  ? fargateMaxPods is not declared – 1 verdict undecided
    AWS does not show it; declare fargateMaxPods for this cluster in
    plumbline.yaml.
    demo: B1

1 cluster: no problem found · 1 hold · 3 undecided · 0 not applicable
Next: allow ec2:DescribeNetworkInterfaces, then check again.
`);
  });

  it('is never in the colours of a problem', () => {
    expect(show(report, { colour: true })).not.toMatch(colours(String.raw`[\d;]*(31|33|41)`));
  });

  it('is no good news when nothing at all could be decided', () => {
    const text = show(aReport({ verdicts: [aVerdict({ missing })] }), { colour: true });
    expect(text).toContain('nothing could be decided');
    expect(text).not.toContain('✓');
    expect(text).not.toMatch(colours('32'));
  });

  it('is also said of problems that may be wider', () => {
    const { violations } = aProblem();
    const text = show(aReport({ verdicts: [aVerdict({ violations, missing })] }));
    expect(text).toContain('? ec2:DescribeNetworkInterfaces was denied – 1 problem may be wider than shown');
  });
});

describe('clusters that were not judged', () => {
  it('are said, with the reason', () => {
    const report = aReport({
      clusters: [aClusterSummary({ version: null, vpc: null, skipped: 'The cluster is CREATING.' })],
      unreadClusters: [
        aMissing({
          fact: 'clusters',
          resource: 'legacy',
          reason: 'eks:DescribeCluster was denied',
          action: 'eks:DescribeCluster',
        }),
      ],
      verdicts: [
        aVerdict({
          resource: { type: 'cluster', id: 'demo' },
          status: 'not-applicable',
          reason: 'The cluster is CREATING.',
        }),
      ],
    });
    expect(show(report)).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

? legacy  not read: eks:DescribeCluster was denied
– demo  version not known · VPC not known · not judged: The cluster is CREATING.

2 clusters, 1 of them not read: nothing to check · 0 hold · 0 undecided · 1 not
applicable
Next: allow eks:DescribeCluster, then check again.
`);
  });

  it('are not taken for none when they could not be listed', () => {
    const unreadClusters = [
      aMissing({ fact: 'clusters', resource: '', reason: 'eks:ListClusters was denied', action: 'eks:ListClusters' }),
    ];
    expect(show(aReport({ clusters: [], verdicts: [], unreadClusters }))).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

? The clusters could not be listed: eks:ListClusters was denied

0 clusters: nothing could be read · 0 hold · 0 undecided · 0 not applicable
Next: allow eks:ListClusters, then check again.
`);
  });

  it('are none in an empty account', () => {
    expect(show(aReport({ clusters: [], verdicts: [], rules: [aRuleSummary()] }))).toBe(`
Plumbline 0.1.0  account 111122223333 · us-east-1 · read 2026-11-21 09:00 UTC

0 clusters: nothing to check · 0 hold · 0 undecided · 0 not applicable
`);
  });
});
