import type { Evidence, Severity, Status } from '../../engine/verdict.ts';
import { severityWords, spokenName, spokenValue, statusWords } from '../digest/words.ts';
import { type Html, html, nothing } from './markup.ts';

export const severityLabel = (severity: Severity): Html =>
  html`<span class="label ${severity}">${severityWords[severity]}</span>`;

export const statusLabel = (status: Status): Html => html`<span class="label ${status}">${statusWords[status]}</span>`;

const marked = /`([^`]+)`|\b([a-z]+-[0-9a-z-]{8,})\b/g;

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
  html`${ids.map((id, index) => html`${index > 0 ? ', ' : ''}<span class="id">${id}</span>`)}`;

/** A command to paste; the script gives it a button. */
export const commandBlock = (command: string): Html =>
  html`<pre class="command" tabindex="0" aria-label="Command"><code>${command}</code></pre>`;

export function evidenceList(evidence: Evidence): Html {
  const facts = Object.entries(evidence);
  if (facts.length === 0) return nothing;
  return html`<dl class="evidence">${facts.map(
    ([name, value]) => html`<div><dt>${spokenName(name)}</dt><dd>${prose(spokenValue(value))}</dd></div>`,
  )}</dl>`;
}

/** A link out of the page; the page itself loads nothing from there. */
export const outsideLink = (address: string): Html =>
  address.startsWith('https://')
    ? html`<a href="${address}" rel="noopener noreferrer external" target="_blank">${pageName(address)}</a>`
    : html`${address}`;

const pageName = (address: string): string => {
  const [, host = '', path = ''] = /^https:\/\/([^/]+)\/?([^?#]*)/.exec(address) ?? [];
  const page = path
    .split('/')
    .filter(Boolean)
    .at(-1)
    ?.replace(/\.html$/, '');
  return page === undefined ? host : `${page} (${host})`;
};
