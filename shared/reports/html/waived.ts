import type { Report } from '../../engine/report.ts';
import type { ReportedVerdict } from '../digest/problems.ts';
import { type WaivedGroup, waivedGroups, waiverNews, waiverWords } from '../digest/waived.ts';
import { counted, resourceWords } from '../digest/words.ts';
import type { Anchors } from './anchors.ts';
import { type Html, html, nothing, when } from './markup.ts';
import { prose } from './prose.ts';

/** What is wrong and waived: folded, one row for each rule and waiver. */
export function waivedRows(verdicts: readonly ReportedVerdict[], anchors: Anchors): Html {
  const groups = waivedGroups(verdicts);
  if (groups.length === 0) return nothing;
  const count = groups.reduce((sum, group) => sum + group.verdicts.length, 0);
  return html`
<details class="folded waived">
  <summary><span class="label waived">Waived</span> ${counted(count, 'verdict')}</summary>
  <ul>${groups.map((group) => rowOf(group, anchors))}</ul>
</details>`;
}

const rowOf = ({ code, message, waiver, verdicts }: WaivedGroup, anchors: Anchors): Html => html`
    <li class="item row" data-status="waived"><b>${code}</b> ${prose(message)}
      <p class="muted">Waived ${prose(waiverWords(waiver))}</p>
      <p class="ids">${resourceWords[verdicts[0].resource.type][verdicts.length === 1 ? 0 : 1]}: ${verdicts.map(
        (verdict, index) =>
          html`${when(index > 0, () => html`, `)}<span class="piece"${anchors.place(verdict)}>${verdict.resource.id}</span>`,
      )}</p></li>`;

/** Waivers that end, have ended, match nothing or are refused. */
export function waiverNewsSection(report: Report): Html {
  const news = waiverNews(report);
  if (news.length === 0) return nothing;
  return html`
<section class="waivers" aria-label="Waivers">
  <h2>Waivers to look at</h2>
  <ul>${news.map((text) => html`<li>${prose(text)}</li>`)}</ul>
</section>`;
}
