import type { Report } from '../../engine/report.ts';
import { type Section, sectionsOf } from '../digest/cluster-section.ts';
import { jsonText } from '../text/json-text.ts';
import { Anchors } from './anchors.ts';
import { clusterSection } from './cluster.ts';
import { filterForm } from './filter.ts';
import { gapsSection, unreadClusters } from './gaps.ts';
import { type Html, html, trusted } from './markup.ts';
import { contentSecurityPolicy } from './policy.ts';
import { script } from './script.ts';
import { style } from './styles/index.ts';
import { summaryPart } from './summary.ts';
import { waiverNewsSection } from './waived.ts';

const ownIds = ['filter', 'filter-text', 'filter-count', 'save', 'report', 'undecided'];

/** The report as one page that opens offline, loads nothing and can be read without its script. */
export function renderHtml(report: Report): string {
  const rules = new Map(report.rules.map((rule) => [rule.code, rule]));
  const sections = sectionsOf(report).toSorted((a, b) => Number(isQuiet(a)) - Number(isQuiet(b)));
  const anchors = new Anchors(ownIds);
  const body = html`
<main>
${summaryPart(report, sections, anchors)}
<noscript><p>Scripts are switched off: everything is here, only the filter and the copy buttons are missing.</p></noscript>
${filterForm(sections, anchors)}
${unreadClusters(report)}
${waiverNewsSection(report)}
${sections.map((section) => clusterSection(section, (code) => rules.get(code), anchors))}
${gapsSection(report)}
</main>
<footer><p>Written by Plumbline ${report.plumbline}. <button id="save" class="save" type="button" hidden>Save the data as JSON</button></p></footer>
${embedded(report)}`;
  return page(`Plumbline: ${report.account} ${report.region}`, body).markup;
}

const isQuiet = ({ problems }: Section): boolean => problems.length === 0;

/** Data, not a program: browsers do not run this type. Nothing in it can end the element. */
const embedded = (report: Report): Html =>
  html`<script type="application/json" id="report">${trusted(jsonText(report).replaceAll('<', '\\u003c'))}</script>`;

const page = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(contentSecurityPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>${body}
<script>${trusted(script)}</script>
</body>
</html>
`;
