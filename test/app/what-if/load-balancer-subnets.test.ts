import { describe, expect, it } from '@jest/globals';
import { type LoadBalancerQuestion, loadBalancerSubnets } from '../../../shared/app/what-if/load-balancer-subnets.ts';
import type { Declarations } from '../../../shared/model/declarations.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { renderLoadBalancerSubnets } from '../../../shared/reports/load-balancer-subnets/terminal.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';
import { viewOf } from '../../support/view-of.ts';

const ask = (
  patches: Parameters<typeof aSnapshot>[0],
  question: Partial<LoadBalancerQuestion> = {},
  declare: Declarations = {},
) =>
  loadBalancerSubnets(viewOf(aSnapshot(patches), declare), {
    type: 'alb',
    scheme: 'internal',
    ipAddressType: 'ipv4',
    wish: { by: 'discovery' },
    gates: {},
    ...question,
  });

const look = { width: 100, colour: false };

describe('which subnets a load balancer gets', () => {
  it('is told zone by zone, with the reason for each that is out', () => {
    const subnets = {
      'subnet-a': { tags: { 'kubernetes.io/role/internal-elb': '1', Name: 'private-a' } },
      'subnet-b': { tags: { 'kubernetes.io/role/internal-elb': '1', 'kubernetes.io/cluster/other': 'owned' } },
      'subnet-public-a': { tags: { 'kubernetes.io/role/internal-elb': 'true' } },
      'subnet-public-b': { tags: {} },
    };
    expect(renderLoadBalancerSubnets(ask({ subnets }), look)).toBe(`\
internal Application Load Balancer of demo · AWS Load Balancer Controller 3.5.0
Candidates are the subnets tagged kubernetes.io/role/internal-elb, with the value 1 or none.

us-east-1a (use1-az1)
  ✓ subnet-a  private-a  fits, but the choice as a whole is refused
  · subnet-public-a      tagged kubernetes.io/role/internal-elb=true, which is neither 1 nor empty
us-east-1b (use1-az2)
  · subnet-b             tagged for other clusters alone (kubernetes.io/cluster/other)
  · subnet-public-b      not tagged kubernetes.io/role/internal-elb

The controller makes no load balancer:
  subnets count less than minimal required count: 1 < 2
A load balancer that exists keeps its subnets as long as its scheme stays: this is what a new one
gets.
`);
  });

  it('names the error by its kind', () => {
    const { chosen, error } = ask({ subnets: { 'subnet-a': { freeIpv4Addresses: 7 } } });
    expect([chosen, error?.kind]).toEqual([[], 'too-few']);
  });

  it('follows what is declared, and what is asked before that', () => {
    const controllers = (question: Partial<LoadBalancerQuestion>, declare: Declarations = {}, autoMode = false) => {
      const { controller, release } = ask({ cluster: { autoMode } }, question, declare);
      return [controller, release];
    };
    expect(controllers({})).toEqual(['lbc', '3.5.0']);
    expect(controllers({}, { lbcVersion: '2.4.0' })).toEqual(['lbc', '2.4.0']);
    expect(controllers({ release: '2.13.0' }, { lbcVersion: '2.4.0' })).toEqual(['lbc', '2.13.0']);
    expect(controllers({}, { loadBalancerController: 'ccm' })).toEqual(['ccm', null]);
    expect(controllers({}, {}, true)).toEqual(['auto-mode', null]);
    expect(controllers({ controller: 'lbc' }, {}, true)).toEqual(['lbc', '3.5.0']);
  });

  it('has no fallback on routes with Auto Mode, whose code is not published', () => {
    const untagged = Object.fromEntries(['subnet-a', 'subnet-b'].map((id) => [id, { tags: {} }]));
    const { error, notes } = ask({ subnets: untagged, cluster: { autoMode: true } });
    expect(error?.kind).toBe('none-eligible');
    expect(notes[1]).toMatch(/^The code of Auto Mode is not published/);
  });

  it('is not known without the facts that decide', () => {
    const report = ask({ subnets: { 'subnet-a': { tags: unread('ec2:DescribeSubnets was denied') } } });
    expect([report.chosen, report.error, report.missing.map(({ fact }) => fact)]).toEqual([
      null,
      null,
      ['subnets.tags'],
    ]);
    expect(renderLoadBalancerSubnets(report, look)).toContain(
      'Not known: subnets.tags of subnet-a (ec2:DescribeSubnets was denied).',
    );
    expect(ask({ cluster: { autoMode: unread('denied') } }).missing.map(({ fact }) => fact)).toEqual([
      'clusters.autoMode',
    ]);
  });

  it('shows nothing that a terminal would obey', () => {
    const subnets = { 'subnet-a': { tags: { 'kubernetes.io/role/internal-elb': '\u001b[31m', Name: '\u202ename' } } };
    const text = renderLoadBalancerSubnets(ask({ subnets }), look);
    for (const obeyed of ['\u001b', '\u202e']) expect(text).not.toContain(obeyed);
  });
});
