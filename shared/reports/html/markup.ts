import { printable } from '../printable.ts';

/** Markup that is already safe to put in a page. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | Html | readonly Html[];

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const escaped = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => entities.get(character) ?? character);

function render(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

/** Builds markup, escaping every value that is not itself `Html` and writing out what cannot be seen. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  markup: String.raw({ raw: parts }, ...values.map(render)),
});

/** Text that this program wrote itself, put in as it is. */
export const trusted = (markup: string): Html => ({ markup });

export const nothing: Html = trusted('');

/** The markup, where the condition holds. */
export const when = (condition: boolean, markup: () => Html): Html => (condition ? markup() : nothing);
