import { describe, expect, it } from '@jest/globals';
import { resourceList, spokenName, spokenTime, spokenValue } from '../../shared/reports/digest/words.ts';

describe('words', () => {
  it.each([
    ['freeIpv4Addresses', 'free IPv4 addresses'],
    ['heldByEks', 'held by EKS'],
    ['vpcId', 'VPC id'],
    ['Not a name', 'Not a name'],
  ])('says %s as %s', (name, spoken) => {
    expect(spokenName(name)).toBe(spoken);
  });

  it.each([
    [true, 'yes'],
    [false, 'no'],
    [0, '0'],
    ['', 'none'],
    [[], 'none'],
    [['a', 'b', 'c'], 'a, b and 1 more'],
    [['a phrase', 'b'], 'a phrase; b'],
  ])('says %j as %s', (value, spoken) => {
    expect(spokenValue(value, 2)).toBe(spoken);
  });

  it('lists resources by type', () => {
    const list = resourceList([
      { type: 'subnet', id: 'subnet-a' },
      { type: 'nacl', id: 'acl-a' },
      { type: 'subnet', id: 'subnet-b' },
    ]);
    expect(list).toBe('2 subnets: subnet-a, subnet-b; 1 network ACL: acl-a');
  });

  it('leaves a time alone that it does not know', () => {
    expect(spokenTime('2026-11-21T09:00:00.123Z')).toBe('2026-11-21 09:00 UTC');
    expect(spokenTime('yesterday')).toBe('yesterday');
  });
});
