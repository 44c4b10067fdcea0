import type { Evidence, EvidenceValue, Severity } from '../../engine/verdict.ts';
import { severityWords, spokenName, spokenValue } from '../digest/words.ts';
import { hopList } from './hops.ts';
import { type Html, html, nothing } from './markup.ts';
import { prose } from './prose.ts';

export const severityLabel = (severity: Severity): Html =>
  html`<span class="label ${severity}">${severityWords[severity]}</span>`;

/** Ids with commas between them, each in one piece. */
export const idList = (ids: readonly string[]): Html =>
  html`${ids.map((id, index) => html`${index > 0 ? ', ' : ''}<span class="piece">${id}</span>`)}`;

/** A command to paste; the script gives it a button. */
export const commandBlock = (command: string): Html =>
  html`<pre class="command" tabindex="0" aria-label="Command"><code>${command}</code></pre>`;

/** A way through the network is shown step by step, other lists as lists. */
const evidenceValue = (name: string, value: EvidenceValue): Html =>
  name === 'hops' && typeof value === 'object'
    ? hopList(value.map(String))
    : typeof value === 'object' && value.length > 1
      ? html`<ul>${value.map((item) => html`<li>${prose(String(item))}</li>`)}</ul>`
      : prose(spokenValue(value));

export function evidenceList(evidence: Evidence): Html {
  const facts = Object.entries(evidence);
  if (facts.length === 0) return nothing;
  return html`<dl class="evidence">${facts.map(
    ([name, value]) => html`<div><dt>${spokenName(name)}</dt><dd>${evidenceValue(name, value)}</dd></div>`,
  )}</dl>`;
}

/** Links out of the page, which itself loads nothing from there. */
export const outsideLinks = (addresses: readonly string[]): Html =>
  html`${addresses.map((address, index) => html`${index > 0 ? ', ' : ''}${outsideLink(address)}`)}`;

const outsideLink = (address: string): Html =>
  address.startsWith('https://')
    ? html`<a class="piece" href="${address}" rel="noopener noreferrer external" target="_blank">${pageName(address)}</a>`
    : html`${address}`;

/** The last part of the address; with the host where that is not AWS's own documentation. */
function pageName(address: string): string {
  const [, host = '', path = ''] = /^https:\/\/([^/]+)\/?([^?#]*)/.exec(address) ?? [];
  const page = path
    .split('/')
    .filter(Boolean)
    .at(-1)
    ?.replace(/\.(html|md)$/, '');
  if (page === undefined) return host;
  return host === 'docs.aws.amazon.com' ? page : `${page} (${host})`;
}
