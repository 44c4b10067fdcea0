import { describe, expect, it } from '@jest/globals';
import type { AppliedWaiver } from '../../shared/engine/waiver.ts';
import type { WaiverStanding } from '../../shared/engine/waiver-standing.ts';
import { renderChanges } from '../../shared/reports/changes.ts';
import { renderHtml } from '../../shared/reports/html/index.ts';
import { renderJson } from '../../shared/reports/json.ts';
import { renderTerminal } from '../../shared/reports/terminal.ts';
import { renderWaivers, waiversJson } from '../../shared/reports/waivers.ts';
import { aProblem, aReport, aVerdict } from '../support/report-builders.ts';

const waiver: AppliedWaiver = {
  reason: 'it is leaving',
  owner: 'net-team',
  expires: '2026-12-31',
  source: 'configuration',
  daysLeft: 40,
};
const waived = aProblem({ waiver });
const open = aProblem({ resource: { type: 'subnet', id: 'subnet-b' } });
const look = { width: 100, colour: false, verbose: false };

const standing = (overrides: Partial<WaiverStanding> = {}): WaiverStanding => ({
  ...waiver,
  code: 'B4',
  cluster: '*',
  resource: 'subnet-*',
  state: 'active',
  matches: [{ cluster: 'demo', resource: { type: 'subnet', id: 'subnet-a' } }],
  isUnmatched: false,
  ...overrides,
});
const refusedTag = {
  resource: { type: 'subnet', id: 'subnet-c' },
  tag: 'plumbline:waive/B4',
  value: 'tomorrow',
  reason: 'Its value is not <YYYY-MM-DD> <owner> <reason>.',
} as const;
const troubled = aReport({
  waivers: [
    standing(),
    standing({ state: 'expiring', daysLeft: 7, resource: 'subnet-x' }),
    standing({ state: 'expired', daysLeft: -1, resource: 'subnet-y' }),
    standing({ isUnmatched: true, matches: [], resource: 'subnet-z', cluster: 'dev-*' }),
  ],
  refusedWaiverTags: [refusedTag],
});
const troubles = [
  'B4 subnet-x covers 1 violation and ends on 2026-12-31, in 7 days (net-team: it is leaving)',
  'B4 subnet-y expired on 2026-12-31, and 1 violation of it is open (net-team: it is leaving)',
  'B4 subnet-z in dev-* matches nothing (net-team: it is leaving)',
  'plumbline:waive/B4 on subnet-c is not honoured. Its value is not <YYYY-MM-DD> <owner> <reason>.',
];

describe('a waived violation', () => {
  it('is shown as waived in a terminal, and is no problem', () => {
    const text = renderTerminal(aReport({ verdicts: [waived] }), look);
    expect(text).toContain('WAIVED  B4  subnet-a has 3 free addresses');
    expect(text).toContain('Waived until 2026-12-31 (40 days left), net-team: it is leaving');
    expect(text).toContain('no problem found · 0 hold');
    expect(text).toContain('1 waived');
    expect(text).not.toContain('HIGH');
  });

  it('stands below the problems of its cluster', () => {
    const text = renderTerminal(aReport({ verdicts: [waived, open] }), look);
    expect(text.indexOf('HIGH')).toBeLessThan(text.indexOf('WAIVED'));
    expect(text).toContain('1 cluster: 1 high');
  });

  it('is a row of the page that can be filtered for, and no problem', () => {
    const page = renderHtml(aReport({ verdicts: [waived] }));
    expect(page).toContain('data-status="waived"');
    expect(page).toContain('Waived until 2026-12-31 (40 days left), net-team: it is leaving');
    expect(page).toContain('<li class="tile"><b>1</b> waived</li>');
    expect(page).not.toContain('class="card problem');
  });

  it('is in the JSON with its waiver', () => {
    const report = JSON.parse(renderJson(aReport({ verdicts: [waived] })));
    expect([report.verdicts[0].waiver, report.summary.waived]).toEqual([waiver, 1]);
  });

  it('is told among changes', () => {
    const text = renderChanges(
      [
        { kind: 'waived', before: aProblem(), after: waived },
        { kind: 'resolved', before: waived, after: aVerdict() },
      ],
      look,
    );
    expect(text).toContain('Waived until 2026-12-31');
    expect(text).toContain('no longer: subnet-a has 3 free addresses');
    expect(text).toMatch(/1 verdict resolved, 1 verdict waived\n$/);
  });

  it.each([
    [0, 'ends today'],
    [1, '1 day left'],
  ])('with %d days says so', (daysLeft, words) => {
    expect(renderTerminal(aReport({ verdicts: [aProblem({ waiver: { ...waiver, daysLeft } })] }), look)).toContain(
      `Waived until 2026-12-31 (${words}), net-team`,
    );
  });
});

describe('waivers to look at', () => {
  it('are named in a terminal and on the page', () => {
    const text = renderTerminal(troubled, { ...look, width: 140 });
    expect(text.split('\n').filter((line) => line.startsWith('Waiver: '))).toEqual(
      troubles.map((line) => `Waiver: ${line}`),
    );
    const page = renderHtml(troubled);
    expect(page).toContain('Waivers to look at');
    for (const line of ['ends on 2026-12-31, in 7 days', 'expired on 2026-12-31', 'matches nothing']) {
      expect(page).toContain(line);
    }
  });

  it('are not mentioned where there are none', () => {
    const quiet = aReport({ waivers: [standing()] });
    expect(renderTerminal(quiet, look)).not.toContain('Waiver:');
    expect(renderHtml(quiet)).not.toContain('Waivers to look at');
  });
});

describe('the list of waivers', () => {
  it('says of each what it covers and what is wrong with it', () => {
    expect(renderWaivers(troubled, { ...look, width: 140 })).toBe(
      `Waivers  account 111122223333 · us-east-1

✓ B4 subnet-*  until 2026-12-31 (40 days left), net-team: it is leaving
    demo: 1 subnet: subnet-a

! B4 subnet-x  until 2026-12-31 (7 days left), net-team: it is leaving
    demo: 1 subnet: subnet-a
    It covers 1 violation and ends on 2026-12-31, in 7 days.

! B4 subnet-y  until 2026-12-31 (ended 1 day ago), net-team: it is leaving
    demo: 1 subnet: subnet-a
    It expired on 2026-12-31, and 1 violation of it is open.

! B4 subnet-z in dev-*  until 2026-12-31 (40 days left), net-team: it is leaving
    It matches nothing.

? subnet-c  plumbline:waive/B4 = tomorrow
    Not honoured. Its value is not <YYYY-MM-DD> <owner> <reason>.

4 waivers · 2 expired or unmatched · 1 refused
`,
    );
  });

  it('is JSON too', () => {
    const { waivers, refusedWaiverTags } = JSON.parse(waiversJson(troubled));
    expect([waivers, refusedWaiverTags]).toEqual([troubled.waivers, [refusedTag]]);
  });
});
