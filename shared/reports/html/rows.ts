import type { RuleSummary } from '../../engine/report.ts';
import type { Status } from '../../engine/verdict.ts';
import type { ReportedVerdict } from '../digest/problems.ts';
import { counted, resourceWords, statusWords } from '../digest/words.ts';
import type { Anchors } from './anchors.ts';
import { type Html, html, nothing, when } from './markup.ts';
import type { RuleOf } from './problem.ts';
import { prose } from './prose.ts';

/** What is no problem: folded, one row for each rule and reason. */
export function foldedRows(
  status: Exclude<Status, 'non-compliant'>,
  verdicts: readonly ReportedVerdict[],
  ruleOf: RuleOf,
  anchors: Anchors,
): Html {
  const members = verdicts.filter((verdict) => verdict.status === status);
  if (members.length === 0) return nothing;
  const rows = Map.groupBy(members, ({ code, reason }) => JSON.stringify([code, reason]));
  return html`
<details class="folded ${status}">
  <summary><span class="label ${status}">${statusWords[status]}</span> ${counted(members.length, 'verdict')}</summary>
  <ul>${[...rows.values()].map((row) => rowOf(status, row, ruleOf, anchors))}</ul>
</details>`;
}

function rowOf(status: Status, verdicts: readonly ReportedVerdict[], ruleOf: RuleOf, anchors: Anchors): Html {
  const [first] = verdicts;
  if (!first) return nothing;
  return html`
    <li class="item row" data-status="${status}"><b>${first.code}</b> ${titleOf(first, ruleOf(first.code))}
      ${first.reason === undefined ? nothing : html`<p class="muted">${prose(first.reason)}</p>`}
      <p class="ids">${resourceWords[first.resource.type][verdicts.length === 1 ? 0 : 1]}: ${verdicts.map(
        (verdict, index) =>
          html`${when(index > 0, () => html`, `)}<span class="piece"${anchors.place(verdict)}>${verdict.resource.id}</span>`,
      )}</p></li>`;
}

const titleOf = ({ rule }: ReportedVerdict, summary: RuleSummary | undefined): string => summary?.title ?? rule;

/** What is worth knowing and is no problem. */
export function notesPart(verdicts: readonly ReportedVerdict[]): Html {
  const notes = verdicts.flatMap(({ code, resource, notes }) => notes.map((text) => ({ code, resource, text })));
  if (notes.length === 0) return nothing;
  return html`
<details class="folded">
  <summary>${counted(notes.length, 'note')}</summary>
  <ul>${notes.map(({ code, resource, text }) => html`<li class="row"><b>${code}</b> ${resource.id}: ${prose(text)}</li>`)}</ul>
</details>`;
}
