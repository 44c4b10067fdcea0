import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadBalancerNameOf, recordsFor, zonesOf } from '../../shared/model/dns-names.ts';
import type { HostedZoneRecord } from '../../shared/model/snapshot/ingress.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const zonesFor = (name: string, hostedZones: Readonly<Record<string, Partial<HostedZoneRecord>>>) =>
  zonesOf(viewOf(aSnapshot({ hostedZones })), { name, zone: 'public' }).answering.map(({ id }) => id);

describe('hosted zones of a name', () => {
  it('are the most specific ones, whatever their order and however the name is written', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 2, maxLength: 6 }), fc.nat(), (labels, pick) => {
        const depth = pick % labels.length;
        const suffix = (from: number) => `${labels.slice(from).join('.')}.`;
        const hostedZones = {
          top: { name: suffix(labels.length - 1) },
          wanted: { name: suffix(depth) },
          beside: { name: `x${suffix(depth)}` },
        };
        const found = zonesFor(labels.join('.').toUpperCase(), hostedZones);
        expect(found).toContain('wanted');
        expect(found).not.toContain('beside');
        expect(found.includes('top')).toBe(depth === labels.length - 1);
      }),
    );
  });

  it('are all of those that have one name', () => {
    expect(zonesFor('a.example.com', { one: { name: 'example.com.' }, other: { name: 'example.com.' } })).toEqual([
      'one',
      'other',
    ]);
  });

  it('are unknown where this account has none', () => {
    expect(() => zonesFor('a.example.com', { one: { name: 'le.com.' } })).toThrow('another account may have one');
  });
});

describe('records of a name', () => {
  const zone = (...names: string[]) => ({
    id: 'Z1',
    name: 'example.com.',
    private: false,
    vpcIds: [],
    records: names.map((name) => ({ name, type: 'A', values: [] })),
  });
  const namesFor = (name: string, ...names: string[]) =>
    recordsFor(zone(...names), { name, zone: 'public' }).map((record) => record.name);

  it('are its own before those of a wildcard', () => {
    expect(namesFor('a.example.com', 'a.example.com.', '\\052.example.com.')).toEqual(['a.example.com.']);
    expect(namesFor('b.example.com', 'a.example.com.', '\\052.example.com.')).toEqual(['\\052.example.com.']);
    expect(namesFor('a.b.example.com', '\\052.example.com.')).toEqual([]);
  });
});

describe('the name of a load balancer', () => {
  it.each([
    ['dualstack.Web-1.us-east-1.elb.amazonaws.com.', 'web-1.us-east-1.elb.amazonaws.com'],
    ['internal-web-1.us-east-1.elb.amazonaws.com', 'internal-web-1.us-east-1.elb.amazonaws.com'],
    ['web-1.elb.us-east-1.amazonaws.com.', 'web-1.elb.us-east-1.amazonaws.com'],
    ['web-1.elb.cn-north-1.amazonaws.com.cn', 'web-1.elb.cn-north-1.amazonaws.com.cn'],
    ['d111111abcdef8.cloudfront.net.', undefined],
    ['web.elb.example.com', undefined],
    ['203.0.113.5', undefined],
  ])('in %s is %s', (target, expected) => {
    expect(loadBalancerNameOf(target)).toBe(expected);
  });
});
