import { describe, expect, it } from '@jest/globals';
import { parseAddedSubnet, parseSet } from '../../../shared/app/what-if/change.ts';

describe('a change that is asked for', () => {
  it.each([
    ['ng1.maxSize=20', { kind: 'group', group: 'ng1', member: 'maxSize', value: '20' }],
    [
      'my.group.instanceType=m5.large,m5a.large',
      { kind: 'group', group: 'my.group', member: 'instanceType', value: 'm5.large,m5a.large' },
    ],
    ['ng1.maxUnavailable=33%', { kind: 'group', group: 'ng1', member: 'maxUnavailable', value: '33%' }],
    ['cni.WARM_IP_TARGET=2', { kind: 'cni', name: 'WARM_IP_TARGET', value: '2' }],
    ['cni.ENABLE_PREFIX_DELEGATION=true', { kind: 'cni', name: 'ENABLE_PREFIX_DELEGATION', value: 'true' }],
  ])('is read: %s', (text, change) => {
    expect(parseSet(text)).toEqual({ ...change, text });
  });

  it.each([
    ['ng1', /^is neither GROUP\.MEMBER=VALUE nor cni\.VARIABLE=VALUE$/],
    ['=3', /^is neither/],
    ['ng1.size=3', /^there is no size of a node group; there are minSize, /],
    ['ng1.maxSize=-1', /^maxSize is a whole number of 0 or more$/],
    ['ng1.maxSize=', /^maxSize is a whole number/],
    ['ng1.maxSize=5%', /^maxSize is a whole number/],
    ['ng1.instanceType=', /^instanceType names one type/],
    ['cni.WARM=2', /^the VPC CNI has no WARM that decides about addresses; it has WARM_ENI_TARGET, /],
    ['cni.WARM_IP_TARGET=two', /^WARM_IP_TARGET is a whole number of 0 or more$/],
    ['cni.ENABLE_PREFIX_DELEGATION=yes', /^ENABLE_PREFIX_DELEGATION is true or false$/],
  ])('is refused: %s', (text, message) => {
    expect(() => parseSet(text)).toThrow(message);
  });
});

describe('a subnet that is asked for', () => {
  it.each([
    ['100.64.0.0/18@use1-az1', { cidr: '100.64.0.0/18', zone: 'use1-az1', use: 'pods' }],
    ['100.64.0.9/18@us-east-1a:control-plane', { cidr: '100.64.0.0/18', zone: 'us-east-1a', use: 'control-plane' }],
    ['10.9.0.0/24@use1-az1:a:b', { cidr: '10.9.0.0/24', zone: 'use1-az1', use: 'a:b' }],
  ])('is read: %s', (text, change) => {
    expect(parseAddedSubnet(text)).toEqual({ ...change, kind: 'subnet', text });
  });

  it.each([
    '100.64.0.0/18',
    '@use1-az1',
    '100.64.0.0/18@',
    '100.64.0.0/8@a',
    '100.64.0.0/29@a',
    'fd00::/64@a',
    'x@a',
    '10.0.0.0/24@a:',
  ])('is refused: %s', (text) => {
    expect(() => parseAddedSubnet(text)).toThrow(/is not CIDR@ZONE|is no IPv4 block between \/16 and \/28/);
  });
});
