import type { Status } from '../../engine/verdict.ts';
import type { Section } from '../digest/cluster-section.ts';
import { severitiesDown } from '../digest/counts.ts';
import { severityWords, statusWords } from '../digest/words.ts';
import type { Anchors } from './anchors.ts';
import { type Html, html } from './markup.ts';

const statuses: readonly Status[] = ['non-compliant', 'indeterminate', 'compliant', 'not-applicable'];

/** Hidden until the script has come to life: without it everything is shown. */
export const filterForm = (sections: readonly Section[], anchors: Anchors): Html => html`
<form id="filter" class="filter" role="search" aria-label="Filter findings" hidden>
  <input id="filter-text" type="search" name="text" placeholder="Filter by text: id, code, words" aria-label="Text" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
  <select name="cluster" aria-label="Cluster"><option value="">All clusters</option>${sections.map(
    ({ cluster }) => html`<option value="${anchors.ofCluster(cluster)}">${cluster ?? 'Account'}</option>`,
  )}</select>
  <select name="severity" aria-label="Severity"><option value="">All severities</option>${severitiesDown.map(
    (severity) => html`<option value="${severity}">${severityWords[severity]}</option>`,
  )}</select>
  <select name="status" aria-label="Status"><option value="">All statuses</option>${statuses.map(
    (status) => html`<option value="${status}">${statusWords[status]}</option>`,
  )}<option value="waived">Waived</option></select>
  <button type="reset">Clear</button>
  <output id="filter-count" aria-live="polite"></output>
</form>`;
