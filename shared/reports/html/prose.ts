import { type Html, html } from './markup.ts';

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
