import type { Evidence, EvidenceValue, Severity } from '../../engine/verdict.ts';
import { severityWords, spokenName, spokenValue } from '../digest/words.ts';
import { type Html, html, nothing } from './markup.ts';

export const severityLabel = (severity: Severity): Html =>
  html`<span class="label ${severity}">${severityWords[severity]}</span>`;

const marked = /`([^`]+)`|\b([a-z]+-[0-9a-f]{8,17})\b/g;

/** A sentence in which ids stay in one piece and what stands between backticks is shown as code. */
export function prose(text: string): Html {
  const parts: Html[] = [];
  let done = 0;
  for (const { 0: whole, 1: code, 2: id, index } of text.matchAll(marked)) {
    parts.push(
      html`${text.slice(done, index)}`,
      code === undefined ? html`<span class="id">${id ?? ''}</span>` : html`<code>${code}</code>`,
    );
    done = index + whole.length;
  }
  return html`${parts}${text.slice(done)}`;
}

/** Ids with commas between them, each in one piece. */
export const idList = (ids: readonly string[]): Html =>
  html`${ids.map((id, index) => html`${index > 0 ? ', ' : ''}<span class="piece">${id}</span>`)}`;

/** A command to paste; the script gives it a button. */
export const commandBlock = (command: string): Html =>
  html`<pre class="command" tabindex="0" aria-label="Command"><code>${command}</code></pre>`;

const evidenceValue = (value: EvidenceValue): Html =>
  typeof value === 'object' && value.length > 1
    ? html`<ul>${value.map((item) => html`<li>${prose(String(item))}</li>`)}</ul>`
    : prose(spokenValue(value));

export function evidenceList(evidence: Evidence): Html {
  const facts = Object.entries(evidence);
  if (facts.length === 0) return nothing;
  return html`<dl class="evidence">${facts.map(
    ([name, value]) => html`<div><dt>${spokenName(name)}</dt><dd>${evidenceValue(value)}</dd></div>`,
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
