import { type Html, html, nothing } from './markup.ts';
import { prose } from './prose.ts';

const marks: Readonly<Record<string, string>> = { '✓': 'passes', '~': 'assumed', '✗': 'blocked', '?': 'undecided' };

/**
 * A way through the network, one component a line, as the evidence of a violation has it: first from where to where, then each hop
 * after the mark of what becomes of the packets there. Whatever a line holds is shown as text.
 */
export function hopList(lines: readonly string[]): Html {
  const hops = lines.filter((line) => markOf(line) !== undefined);
  const title = lines.filter((line) => markOf(line) === undefined);
  if (hops.length === 0) return html`${title.map((line) => prose(line))}`;
  return html`${title.length === 0 ? nothing : html`<p>${title.map((line) => prose(line))}</p>`}<ol class="hops">${hops.map(
    (line) => html`<li class="${marks[markOf(line) ?? ''] ?? ''}">${prose(line)}</li>`,
  )}</ol>`;
}

const markOf = (line: string): string | undefined => Object.keys(marks).find((mark) => line.startsWith(`${mark} `));
