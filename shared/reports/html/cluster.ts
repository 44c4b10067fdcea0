import { clusterFacts, type Section } from '../digest/cluster-section.ts';
import { countOf, severityCounts, waivedOf } from '../digest/counts.ts';
import { addressesPart } from './addresses.ts';
import type { Anchors } from './anchors.ts';
import { type Html, html, nothing, when } from './markup.ts';
import { problemCards, type RuleOf } from './problem.ts';
import { prose } from './prose.ts';
import { foldedRows, notesPart } from './rows.ts';
import { waivedRows } from './waived.ts';

/** Everything about one cluster: problems first, then its addresses, then what is undecided, holds or does not apply. */
export function clusterSection(section: Section, ruleOf: RuleOf, anchors: Anchors): Html {
  const { cluster, summary, verdicts, problems } = section;
  const addresses = addressesPart(summary?.subnets ?? []);
  const folded = (['indeterminate', 'compliant', 'not-applicable'] as const).map((status) =>
    foldedRows(status, verdicts, ruleOf, anchors),
  );
  return html`
<section class="cluster" id="${anchors.ofCluster(cluster)}" aria-label="${cluster ?? 'Account'}">
  <header><h2>${cluster ?? 'Account'}</h2>
    <p class="muted">${factsOf(section)}${summary ? ' · ' : ''}${newsOf(section)}</p></header>
  ${(summary?.notes ?? []).map((note) => html`<p class="note">${prose(note)}</p>`)}
  ${problemCards(problems, ruleOf, anchors)}
  ${problems.length > 0 ? addresses : nothing}
  <div class="rest">${problems.length > 0 ? nothing : foldedAddresses(addresses)}${waivedRows(verdicts, anchors)}${folded}${notesPart(verdicts)}</div>
</section>`;
}

const foldedAddresses = (addresses: Html): Html =>
  when(
    addresses !== nothing,
    () => html`<details class="folded"><summary>IPv4 addresses of its subnets</summary>${addresses}</details>`,
  );

/** Version and VPC, each in one piece. */
export const factsOf = ({ summary }: Section): Html =>
  html`${(summary ? clusterFacts(summary) : []).map(
    (fact, index) => html`${index > 0 ? ' · ' : ''}<span class="piece">${fact}</span>`,
  )}`;

/** In a few words how the cluster stands. */
export function newsOf({ summary, verdicts, problems }: Section): string {
  if (summary?.skipped !== undefined) return `not judged: ${summary.skipped}`;
  const undecided = countOf(verdicts, 'indeterminate');
  const holds = countOf(verdicts, 'compliant');
  const parts = [
    severityCounts(problems) || (holds + waivedOf(verdicts) > 0 ? 'no problem found' : 'nothing could be checked'),
    ...(holds > 0 ? [`${holds} hold`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
    ...(waivedOf(verdicts) > 0 ? [`${waivedOf(verdicts)} waived`] : []),
  ];
  return parts.join(' · ');
}
