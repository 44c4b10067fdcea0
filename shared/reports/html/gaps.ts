import type { Report } from '../../engine/report.ts';
import { codesByCluster, type Gap, gapsOf, gapTitle, gapWeight } from '../digest/gaps.ts';
import { missingWords } from '../digest/words.ts';
import { type Html, html, nothing, when } from './markup.ts';
import { idList } from './parts.ts';

/** What was not known, by what was missing, and which verdicts that kept open. */
export function gapsSection(report: Report): Html {
  const gaps = gapsOf(report);
  if (gaps.length === 0) return nothing;
  return html`
<section class="gaps" id="undecided" aria-label="Undecided">
  <h2>What could not be decided</h2>
  <p class="muted">These verdicts are neither good nor bad news: a fact was missing. Nothing was taken for granted in its place.</p>
  ${gaps.map(gapCard)}
</section>`;
}

function gapCard(gap: Gap): Html {
  const { kind, reason, action, facts, resources, undecided, partly } = gap;
  const codes = [...codesByCluster([...undecided, ...partly])];
  return html`
<article class="card gap">
  <header><span class="label indeterminate">${missingWords[kind]}</span> <span class="muted">${gapWeight(gap)}</span></header>
  <h3>${gapTitle(gap)}</h3>
  ${when(kind === 'undeclared', () => html`<p>${reason}.</p>`)}
  <dl class="evidence">
    ${action === undefined ? nothing : html`<div><dt>IAM action to allow</dt><dd><code>${action}</code></dd></div>`}
    <div><dt>Not known</dt><dd>${facts.join(', ')}${when(resources.length > 0, () => html` of ${idList(resources)}`)}</dd></div>
    ${codes.map(([cluster, rules]) => html`<div><dt>${cluster ?? 'Account'}</dt><dd>${rules.join(', ')}</dd></div>`)}
  </dl>
</article>`;
}

/** Clusters that could not be described, or listed at all. */
export function unreadClusters({ unreadClusters: unread }: Report): Html {
  if (unread.length === 0) return nothing;
  return html`
<section class="unread" aria-label="Not read">
  <h2>Not read</h2>
  <ul>${unread.map(({ resource, reason }) =>
    resource === ''
      ? html`<li>The clusters could not be listed: ${reason}</li>`
      : html`<li><b>${resource}</b>: ${reason}</li>`,
  )}</ul>
</section>`;
}
