import { describe, expect, it } from '@jest/globals';
import { renderHtml } from '../../shared/reports/html/index.ts';
import { contentSecurityPolicy } from '../../shared/reports/html/policy.ts';
import { readPage } from '../support/page.ts';
import {
  aClusterSummary,
  aMissing,
  aProblem,
  aReport,
  aRuleSummary,
  aSubnetBar,
  aVerdict,
} from '../support/report-builders.ts';

const subnet = (id: string) => ({ type: 'subnet', id }) as const;
const cause = { kind: 'route-lost', resource: 'rtb-a' };

const report = aReport({
  clusters: [
    aClusterSummary({
      subnets: [
        aSubnetBar({ free: 51, neededAtMaximum: 60, pool: ['subnet-a', 'subnet-b'] }),
        aSubnetBar({
          id: 'subnet-b',
          zone: 'us-east-1b',
          free: 0,
          neededAtMaximum: 60,
          pool: ['subnet-a', 'subnet-b'],
        }),
        aSubnetBar({ id: 'subnet-c', free: null, neededAtMaximum: null }),
      ],
    }),
    aClusterSummary({ name: 'other', skipped: 'The cluster is CREATING.' }),
  ],
  unreadClusters: [aMissing({ fact: 'clusters', resource: 'legacy', reason: 'eks:DescribeCluster was denied' })],
  rules: [
    aRuleSummary(),
    aRuleSummary({ code: 'D8', title: 'Nodes reach the API', why: 'Nodes do not join (`NodeCreationFailure`).' }),
  ],
  verdicts: [
    aProblem({ code: 'D8' }, { cause, severity: 'critical', message: 'Nodes in subnet-a cannot reach the API.' }),
    aProblem({ code: 'D8', resource: subnet('subnet-b') }, { cause, severity: 'critical' }),
    aProblem({}, { cause }),
    aVerdict({ resource: subnet('subnet-b'), missing: [aMissing()], reason: 'networkInterfaces: denied' }),
    aVerdict({ resource: subnet('subnet-c'), notes: ['An interface is on its way out.'] }),
    aVerdict({ code: 'A1', resource: { type: 'node-group', id: 'demo/workers' } }),
    aVerdict({
      cluster: 'other',
      resource: subnet('subnet-d'),
      status: 'not-applicable',
      reason: 'The cluster is CREATING.',
    }),
  ],
});

const markup = renderHtml(report);
const page = readPage(markup);
const idsOf = (read: typeof page) => read.elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
/** The page as it is read: without tags, with single spaces. */
const words = markup
  .slice(markup.indexOf('<body>'))
  .replace(/<script[\s\S]*?<\/script>/g, '')
  .replace(/<[^>]*>/g, ' ')
  .replace(/\s+/g, ' ');

describe('the page', () => {
  it('loads nothing: links alone lead out of it', () => {
    for (const { name, attributes } of page.elements) {
      expect(['link', 'img', 'iframe', 'object', 'video', 'audio', 'embed']).not.toContain(name);
      for (const [attribute, value] of attributes) {
        if (!/^https?:/.test(value)) continue;
        expect([name, attribute]).toEqual(['a', 'href']);
        expect(value).toMatch(/^https:/);
        expect(attributes.get('rel')).toContain('noopener');
      }
    }
    expect(markup.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/url\(|@import|http:/);
  });

  it('forbids by policy what it does not need', () => {
    const policies = page.elements.filter(
      ({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy',
    );
    expect(policies.map(({ attributes }) => attributes.get('content'))).toEqual([contentSecurityPolicy]);
  });

  it('carries the report as data', () => {
    const data = page.raw.find(({ element }) => element.attributes.get('id') === 'report');
    expect(JSON.parse(data?.text ?? '')).toEqual(report);
  });

  it('has a name for each finding, which is the same in every report', () => {
    expect(idsOf(page)).toEqual(
      expect.arrayContaining([
        'demo-D8-subnet-a',
        'demo-D8-subnet-b',
        'demo-B4-subnet-a',
        'demo-B4-subnet-b',
        'demo-B4-subnet-c',
        'demo-A1-workers',
        'other-B4-subnet-d',
      ]),
    );
  });

  it('has each name once, and every link within it leads somewhere', () => {
    const ids = idsOf(page);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = page.elements
      .flatMap(({ attributes }) => attributes.get('href') ?? [])
      .filter((href) => href.startsWith('#'));
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(ids).toContain(target.slice(1));
  });

  it('keeps names apart that look alike once they are made safe', () => {
    const alike = ['a b', 'a?b', 'a-b', 'a b', 'a?b', 'a-b'].map((id) => aVerdict({ resource: subnet(id) }));
    const ids = idsOf(readPage(renderHtml(aReport({ verdicts: alike })))).filter((id) => id.startsWith('demo-B4'));
    expect(new Set(ids).size).toBe(6);
    expect(ids.every((id) => /^[A-Za-z0-9_.-]+$/.test(id))).toBe(true);
  });
});

describe('what the page says', () => {
  it.each([
    ['the problems in one sentence', '1 problem in 1 of 2 clusters'],
    ['when facts were read', 'Read 2026-11-21 09:00 UTC , reported 2026-11-21 09:01 UTC .'],
    ['what is wrong', 'Nodes in subnet-a cannot reach the API.'],
    ['why it matters, with code as code', 'Nodes do not join ( NodeCreationFailure ).'],
    ['the fix with its command', 'Fix Release addresses in subnet-a. aws ec2 describe-network-interfaces'],
    ['evidence in plain words', 'held by EKS 1'],
    ['what follows from the same cause', 'Also caused by this High B4'],
    ['addresses in numbers', '51 of 251 free, 51 needed'],
    ['a subnet whose addresses are not known', 'subnet-c 10.0.1.0/24 not known'],
    ['what a pool lacks', 'need 60 more addresses; 51 are free: 9 too few .'],
    [
      'what was not known',
      'ec2:DescribeNetworkInterfaces was denied IAM action to allow ec2:DescribeNetworkInterfaces',
    ],
    ['what does not apply, and why', 'Not applicable 1 verdict'],
    ['which cluster was not judged', 'not judged: The cluster is CREATING.'],
    ['which cluster was not read', 'legacy : eks:DescribeCluster was denied'],
    ['notes', 'An interface is on its way out.'],
  ])('%s', (_, text) => {
    expect(words).toContain(text);
  });

  it('is the same without its script, which shows its own controls itself', () => {
    const hidden = page.elements.filter(({ attributes }) => attributes.has('hidden'));
    expect(hidden.map(({ attributes }) => attributes.get('id'))).toEqual(['filter', 'save']);
    expect(words).toContain('Scripts are switched off: everything is here');
  });

  it('does not call it good where something could not be decided', () => {
    const undecided = renderHtml(aReport({ verdicts: [aVerdict(), aVerdict({ missing: [aMissing()] })] }));
    expect(undecided).toContain('No problem found, but not everything could be decided');
    expect(renderHtml(aReport({ verdicts: [aVerdict({ missing: [aMissing()] })] }))).toContain(
      'Nothing could be decided',
    );
    expect(renderHtml(aReport())).toContain('<h1>Everything holds</h1>');
  });

  it('folds problems of one kind after the third', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((letter) => aProblem({ resource: subnet(`subnet-${letter}`) }));
    const folded = renderHtml(aReport({ verdicts: many }));
    expect(folded).toContain('<summary>2 more of this kind</summary>');
    expect(idsOf(readPage(folded))).toContain('demo-B4-subnet-e');
  });
});
