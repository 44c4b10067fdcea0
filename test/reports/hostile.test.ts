import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Report } from '../../shared/engine/report.ts';
import { renderChanges } from '../../shared/reports/changes.ts';
import { renderHtml } from '../../shared/reports/html/index.ts';
import { script } from '../../shared/reports/html/script.ts';
import { style } from '../../shared/reports/html/styles/index.ts';
import { renderJson } from '../../shared/reports/json.ts';
import { renderTerminal } from '../../shared/reports/terminal.ts';
import { cellsOf } from '../../shared/reports/text/cells.ts';
import { renderWaivers, waiversJson } from '../../shared/reports/waivers.ts';
import { hostileNames, reportFullOf } from '../support/hostile-report.ts';
import { readPage } from '../support/page.ts';

const acting = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const width = 80;
// Each run renders whole reports.
const runs = { numRuns: 25 };

const changes = ({ verdicts }: Report) =>
  verdicts.flatMap((verdict) => [
    { kind: 'opened', after: verdict } as const,
    { kind: 'changed', before: verdict, after: verdict } as const,
    { kind: 'resolved', before: verdict } as const,
    { kind: 'waived', after: verdict } as const,
    { kind: 'became-undecided', after: verdict } as const,
  ]);

/** Every text report, each without colour so that no escape in it can be our own. */
const texts = (report: Report): readonly string[] => [
  renderTerminal(report, { width, colour: false, verbose: false }),
  renderTerminal(report, { width, colour: false, verbose: true }),
  renderChanges(changes(report), { width, colour: false }),
  renderJson(report),
  renderWaivers(report, { width, colour: false, verbose: true }),
  waiversJson(report),
];

function expectHarmlessTexts(report: Report): void {
  for (const text of texts(report)) expect(text.replaceAll('\n', '')).not.toMatch(acting);
}

function expectHarmlessPage(report: Report): void {
  const markup = renderHtml(report);
  expect(markup.replaceAll('\n', '')).not.toMatch(acting);
  const { elements, raw } = readPage(markup);
  expect(raw.filter(({ element }) => element.name === 'style').map(({ text }) => text)).toEqual([style]);
  const [data, ...programs] = raw.filter(({ element }) => element.name === 'script');
  expect(programs.map(({ text }) => text)).toEqual([script]);
  expect(data?.element.attributes.get('type')).toBe('application/json');
  expect(JSON.parse(data?.text ?? '')).toEqual(report);
  for (const { name, attributes } of elements) {
    expect(['img', 'iframe', 'object', 'embed', 'link', 'base']).not.toContain(name);
    for (const attribute of attributes.keys()) expect(attribute).not.toMatch(/^on|^style$|^src/);
    if (attributes.has('href')) expect(attributes.get('href')).toMatch(/^(#|https:\/\/)/);
  }
}

describe.each(hostileNames)('a name that is %s', (_, name) => {
  it('does nothing in a terminal or in JSON', () => {
    expectHarmlessTexts(reportFullOf(name));
  });

  it('does nothing in a page', () => {
    expectHarmlessPage(reportFullOf(name));
  });

  it('does not tear the layout of a terminal', () => {
    const lines = renderTerminal(reportFullOf(name), { width, colour: false, verbose: true }).split('\n');
    const tooWide = lines.filter((line) => cellsOf(line) > width);
    expect(tooWide.filter((line) => !line.startsWith('      aws ec2 describe-subnets'))).toEqual([]);
  });
});

describe('any name', () => {
  it('does nothing in a terminal or in JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => expectHarmlessTexts(reportFullOf(name))),
      runs,
    );
  });

  it('does nothing in a page', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => expectHarmlessPage(reportFullOf(name))),
      runs,
    );
  });

  it('is not read as markup', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '/',
      '!',
      '-',
      '=',
      ' ',
      'script',
      'b',
      'on',
      '\n',
      '`',
      '\x1b',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces }), (name) => {
        const marked = `<x${name}`;
        expect(renderHtml(reportFullOf(marked))).not.toContain('<x');
        expectHarmlessPage(reportFullOf(marked));
      }),
      runs,
    );
  });
});

describe('a command with characters that cannot be seen', () => {
  it('is not offered as one to paste', () => {
    const text = renderTerminal(reportFullOf('a\x1bb'), { width: 120, colour: false, verbose: false });
    expect(text).toContain(`
      Do not paste this as it is: characters that cannot be seen are written out.
      aws ec2 describe-subnets --subnet-ids 'a\\x1bb'
`);
  });
});
