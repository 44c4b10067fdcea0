import { describe, expect, it } from '@jest/globals';
import { renderChanges } from '../../shared/reports/changes.ts';
import { aMissing, aProblem, aVerdict } from '../support/report-builders.ts';

const show = (changes: Parameters<typeof renderChanges>[0]) =>
  `\n${renderChanges(changes, { width: 80, colour: false })}`;

describe('renderChanges', () => {
  it('shows what is new with its fix, what is settled, and what can no longer be told', () => {
    const undecided = aVerdict({ code: 'H1', missing: [aMissing()], reason: 'networkInterfaces: denied' });
    const changes = [
      { kind: 'opened', before: aVerdict(), after: aProblem() },
      { kind: 'resolved', before: aProblem({ code: 'D8' }, { message: 'Nodes in subnet-a cannot reach the API.' }) },
      { kind: 'became-undecided', after: undecided },
    ] as const;
    expect(show(changes)).toBe(`
New: 1 problem

  HIGH  B4  subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS
            needs 6.
      EKS interfaces: eni-eks-a
      Fix: Release addresses in subnet-a.
      aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=subnet-a --region us-east-1

✓ D8  no longer: Nodes in subnet-a cannot reach the API.
? H1  subnet-a can no longer be decided: networkInterfaces: denied

1 verdict opened, 1 verdict resolved, 1 verdict became undecided
`);
  });

  it('says so when nothing changed', () => {
    expect(show([])).toBe('\nNothing changed.\n');
  });
});
