import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toldFacts } from '../../shared/reports/asff/told-facts.ts';
import { asff } from '../../shared/reports/asff.ts';
import type { RememberedFinding } from '../../shared/reports/remembered-finding.ts';
import { asffSchema } from '../support/asff-schema.ts';
import { aFindingFullOf, aRememberedFinding, ruleHelp } from '../support/finding-builders.ts';
import { hostileNames } from '../support/hostile-report.ts';
import { aViolation } from '../support/report-builders.ts';

const id = '123456789012/eu-west-1/shop/B4/subnet/subnet-a';
const told = (finding: RememberedFinding) => asff(finding, { id, help: ruleHelp });
const toldWithoutHelp = (finding: RememberedFinding) => asff(finding, { id, help: undefined });

const command = 'aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=subnet-a --region us-east-1';

describe('a finding in the AWS Security Finding Format', () => {
  it('says all that a reader in Security Hub needs', () => {
    const finding = told(aRememberedFinding());
    expect(finding).toEqual({
      SchemaVersion: '2018-10-08',
      Id: '123456789012/eu-west-1/shop/B4/subnet/subnet-a',
      ProductArn: 'arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default',
      ProductName: 'Plumbline',
      CompanyName: 'Plumbline',
      GeneratorId: 'plumbline/B4',
      AwsAccountId: '123456789012',
      CreatedAt: '2026-11-20T08:00:00.000Z',
      UpdatedAt: '2026-11-21T09:00:00.000Z',
      FirstObservedAt: '2026-11-21T09:00:00.000Z',
      LastObservedAt: '2026-11-21T09:00:00.000Z',
      Title: '[B4] Each cluster subnet has the addresses that EKS needs for its own interfaces',
      Description:
        'subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6. Why it matters: With fewer addresses, an upgrade of the cluster fails.',
      FindingProviderFields: {
        Severity: { Label: 'HIGH', Original: 'high' },
        Types: ['Software and Configuration Checks/AWS Security Best Practices/Network Reachability'],
      },
      Compliance: { Status: 'FAILED' },
      RecordState: 'ACTIVE',
      Resources: [
        {
          Type: 'AwsEc2Subnet',
          Id: 'arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-a',
          Partition: 'aws',
          Region: 'eu-west-1',
        },
        {
          Type: 'AwsEksCluster',
          Id: 'arn:aws:eks:eu-west-1:123456789012:cluster/shop',
          Partition: 'aws',
          Region: 'eu-west-1',
        },
      ],
      Remediation: {
        Recommendation: {
          Text: `Release addresses in subnet-a. Command: ${command}`,
          Url: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
        },
      },
      ProductFields: {
        'plumbline/code': 'B4',
        'plumbline/rule': 'cluster-subnets-have-addresses-for-eks',
        'plumbline/cluster': 'shop',
        'plumbline/violations': '1',
        'plumbline/kind': 'tooFew',
        'plumbline/cause': 'subnet-full subnet-a',
        'plumbline/command': command,
        'plumbline/facts/freeAddresses': '3',
        'plumbline/facts/heldByEks': '1',
        'plumbline/facts/required': '6',
        'plumbline/facts/subnet': 'subnet-a',
      },
    });
    expect(asffSchema.parse(finding)).toEqual(finding);
  });

  it('has passed once it is resolved, with nothing left to be alarmed at', () => {
    const finding = told(
      aRememberedFinding({ state: 'resolved', reason: 'Fixed.', changedAt: '2026-11-21T11:00:00.000Z' }),
    );
    expect(finding).toMatchObject({
      CreatedAt: '2026-11-20T08:00:00.000Z',
      UpdatedAt: '2026-11-21T11:00:00.000Z',
      Description: 'Fixed. It was: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
      FindingProviderFields: { Severity: { Label: 'INFORMATIONAL', Original: 'high' } },
      Compliance: { Status: 'PASSED' },
      RecordState: 'ACTIVE',
    });
  });

  const waiver = { reason: 'it is leaving', owner: 'net-team', expires: '2026-12-31', source: 'tag' } as const;

  it('is neither failed nor passed while it is waived, and says by whom, why, and until when', () => {
    const finding = told(aRememberedFinding({ state: 'waived', waiver }));
    expect(finding).toMatchObject({
      FindingProviderFields: { Severity: { Label: 'INFORMATIONAL', Original: 'high' } },
      Compliance: { Status: 'NOT_AVAILABLE' },
      RecordState: 'ACTIVE',
      ProductFields: {
        'plumbline/waived-until': '2026-12-31',
        'plumbline/waived-by': 'net-team',
        'plumbline/waived-because': 'it is leaving',
        'plumbline/waived-through': 'tag',
      },
    });
    expect(finding.Description).toMatch(
      /^Waived until 2026-12-31 \(40 days left\) by net-team: it is leaving\. subnet-a has 3 free/,
    );
    expect(asffSchema.parse(finding)).toEqual(finding);
  });

  it('fails again when its waiver has ended, and says so', () => {
    const finding = told(aRememberedFinding({ waiver, changedAt: '2027-01-01T00:10:00.000Z' }));
    expect(finding.Compliance.Status).toBe('FAILED');
    expect(finding.Description).toMatch(/^The waiver of net-team expired on 2026-12-31\. subnet-a has/);
    expect(Object.keys(finding.ProductFields).filter((name) => name.includes('waived'))).toEqual([]);
  });

  it('fails as long as it comes and goes', () => {
    const flapping = { since: '2026-11-21T09:00:00.000Z', times: 7 };
    const finding = told(aRememberedFinding({ state: 'resolved', reason: 'Fixed.', flapping }));
    expect(finding).toMatchObject({
      Compliance: { Status: 'FAILED' },
      FindingProviderFields: { Severity: { Label: 'HIGH' } },
    });
    expect(finding.Description).toMatch(/^It comes and goes: 7 changes since 2026-11-21 09:00 UTC\./);
  });

  it('told anew is updated, observed until then unless nobody could see it', () => {
    const renewedAt = '2027-01-30T00:00:00.000Z';
    const seen = told(aRememberedFinding({ renewedAt }));
    expect([seen.UpdatedAt, seen.LastObservedAt]).toEqual([renewedAt, renewedAt]);
    const unseen = told(
      aRememberedFinding({ renewedAt, unconfirmedSince: '2026-11-21T10:00:00.000Z', unconfirmed: true }),
    );
    expect([unseen.UpdatedAt, unseen.LastObservedAt]).toEqual([renewedAt, '2026-11-21T09:00:00.000Z']);
    expect(unseen.Description).toMatch(/^Not confirmed since 2026-11-21 10:00 UTC\. /);
  });

  it('is archived when what it is about is gone', () => {
    const finding = told(aRememberedFinding({ state: 'gone', reason: 'The cluster was deleted.' }));
    expect(finding.RecordState).toBe('ARCHIVED');
    expect(finding.Compliance.Status).toBe('NOT_AVAILABLE');
    expect(finding.Description).toMatch(/^The cluster was deleted\. It was: subnet-a has/);
  });

  it.each([
    ['cn-north-1', 'aws-cn', { Partition: 'aws-cn' }],
    ['us-gov-west-1', 'aws-us-gov', { Partition: 'aws-us-gov' }],
    ['us-iso-east-1', 'aws-iso', {}],
  ])('names the partition of %s', (region, partition, named) => {
    const cluster = { account: '123456789012', region, cluster: 'shop' };
    const finding = told(aRememberedFinding({ cluster }));
    expect(finding.ProductArn).toBe(`arn:${partition}:securityhub:${region}:123456789012:product/123456789012/default`);
    expect(finding.Resources[1]).toEqual({
      Type: 'AwsEksCluster',
      Id: `arn:${partition}:eks:${region}:123456789012:cluster/shop`,
      Region: region,
      ...named,
    });
  });

  it('tells no evidence that is not on the list', () => {
    const evidence = { freeAddresses: 3, foreignTags: ['owner=someone'], groups: ['payroll: 2 nodes'] };
    const { ProductFields } = told(aRememberedFinding({ violations: [aViolation({ evidence })] }));
    expect(Object.keys(ProductFields).filter((name) => name.includes('/facts/'))).toEqual([
      'plumbline/facts/freeAddresses',
    ]);
  });

  it('tells the worst violation first, counts those that are not kept, and names every resource once', () => {
    const violations = [
      aViolation({ severity: 'low', message: 'Less bad.' }),
      aViolation({ severity: 'critical', message: 'Worst.', resource: { type: 'nacl', id: 'acl-a' } }),
    ];
    const finding = toldWithoutHelp(aRememberedFinding({ violations, unkept: 3 }));
    expect(finding.Description).toBe('Worst. Less bad. And 3 more.');
    expect(finding.ProductFields['plumbline/violations']).toBe('5');
    expect(finding.Resources.map(({ Id }) => Id)).toEqual([
      'arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-a',
      'arn:aws:eks:eu-west-1:123456789012:cluster/shop',
      'arn:aws:ec2:eu-west-1:123456789012:network-acl/acl-a',
    ]);
  });

  it('names no more resources than Security Hub takes', () => {
    const violations = Array.from({ length: 50 }, (_, index) =>
      aViolation({ resource: { type: 'subnet', id: `subnet-${index}` } }),
    );
    expect(told(aRememberedFinding({ violations })).Resources).toHaveLength(32);
  });
});

describe('a command in a finding', () => {
  const withCommand = (command: string) =>
    toldWithoutHelp(aRememberedFinding({ violations: [aViolation({ fix: { text: 'Fix it.', command } })] }));

  it('is whole where it fits, and nowhere else', () => {
    const long = `aws ${'x'.repeat(600)}`;
    const finding = withCommand(long);
    expect(finding.Remediation).toEqual({ Recommendation: { Text: 'Fix it.' } });
    expect(finding.ProductFields['plumbline/command']).toBe(long);
    expect(withCommand(`aws ${'x'.repeat(3000)}`).ProductFields['plumbline/command']).toBeUndefined();
  });

  it('is left out where it cannot be shown as it is', () => {
    const finding = withCommand("aws ec2 describe-subnets --subnet-ids 'a\x1bb'");
    expect(finding.Remediation).toEqual({ Recommendation: { Text: 'Fix it.' } });
    expect(finding.ProductFields['plumbline/command']).toBeUndefined();
  });
});

const waiverOf = (text: string) => ({ reason: text, owner: text, expires: '2026-12-31', source: 'tag' }) as const;

const states = ['open', 'waived', 'resolved', 'gone'] as const;

describe.each(hostileNames)('a name that is %s', (_, name) => {
  it.each(states)('makes no finding that Security Hub refuses while it is %s', (state) => {
    const finding = told(aFindingFullOf(name, { state, waiver: waiverOf(name) }));
    expect(asffSchema.parse(finding)).toEqual(finding);
  });
});

describe('any name', () => {
  it('makes no finding that Security Hub refuses', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', minLength: 200, maxLength: 2500 }),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...states), (text, state) => {
        const finding = told(aFindingFullOf(text, { state, waiver: waiverOf(text) }));
        expect(asffSchema.parse(finding)).toEqual(finding);
      }),
      { numRuns: 50 },
    );
  });

  it('never makes it larger than Security Hub takes', () => {
    const evidence = Object.fromEntries(toldFacts.map((name) => [name, '漢'.repeat(4000)]));
    const many = Array.from({ length: 40 }, (_, index) =>
      aViolation({ evidence, resource: { type: 'node-group', id: '漢'.repeat(600) + index } }),
    );
    const finding = told(aRememberedFinding({ violations: many }));
    expect(asffSchema.parse(finding)).toEqual(finding);
    expect(finding.ProductFields['plumbline/code']).toBe('B4');
    expect(Object.keys(finding.ProductFields).length).toBeLessThan(50);
  });
});
