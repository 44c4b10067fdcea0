const voidElements = new Set(['meta', 'input', 'rect', 'br']);
const rawElements = new Set(['script', 'style']);

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Page {
  readonly elements: readonly Element[];
  /** The content of `script` and `style` elements, in order. */
  readonly raw: readonly { readonly element: Element; readonly text: string }[];
  /** What is between the tags, still escaped. */
  readonly text: string;
}

const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*(\/?)>/y;

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)) {
    if (attributes.has(name)) throw new Error(`Attribute ${name} twice in ${text}`);
    attributes.set(name, value);
  }
  return attributes;
}

/** Reads markup far more strictly than a browser would: throws where an element is not closed, or a `<` begins no tag. */
export function readPage(markup: string): Page {
  const elements: Element[] = [];
  const raw: { element: Element; text: string }[] = [];
  const open: string[] = [];
  let text = '';
  let position = '<!doctype html>'.length;
  if (!markup.startsWith('<!doctype html>')) throw new Error('The page does not say what it is.');
  while (position < markup.length) {
    const next = markup.indexOf('<', position);
    text += markup.slice(position, next === -1 ? undefined : next);
    if (next === -1) break;
    tag.lastIndex = next;
    const found = tag.exec(markup);
    if (!found) throw new Error(`This begins no tag: ${markup.slice(next, next + 60)}`);
    const [whole, closing, name = '', attributes = '', selfClosing] = found;
    position = next + whole.length;
    if (closing) {
      const expected = open.pop();
      if (expected !== name) throw new Error(`</${name}> closes ${expected}: ${markup.slice(next - 80, position)}`);
      continue;
    }
    const element = { name, attributes: attributesOf(attributes) };
    elements.push(element);
    if (selfClosing || voidElements.has(name)) continue;
    open.push(name);
    if (!rawElements.has(name)) continue;
    const end = markup.indexOf(`</${name}`, position);
    raw.push({ element, text: markup.slice(position, end) });
    position = end;
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.join(' ')}`);
  return { elements, raw, text };
}
