interface Span {
  readonly start: number;
  readonly end: number;
}

const tags = /<(\/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*?)?(\/?)>/g;

/** Where the members of the answer's own list stand: elements at a depth, below the root, whose name is the list's member name. */
function memberSpans(xml: string, path: readonly string[]): Span[] {
  const spans: Span[] = [];
  const open: { name: string; start: number }[] = [];
  for (const match of xml.matchAll(tags)) {
    const [text, closing, name = '', selfClosing] = match;
    if (closing) {
      const element = open.pop();
      if (element && isMember(open, name, path)) spans.push({ start: element.start, end: match.index + text.length });
    } else if (!selfClosing) open.push({ name, start: match.index });
  }
  return spans;
}

/** EC2: root › set › item. Auto Scaling: root › result › list › member. */
const isMember = (open: readonly { name: string }[], name: string, [member, depth]: readonly string[]): boolean =>
  name === member && open.length === Number(depth);

export interface Paging {
  /** Most members on a page. */
  readonly size: number;
  /** The place to go on from. */
  readonly offset: number;
}

/** One page of a whole answer, with a token for the next one where there is more. */
export function pageOf(xml: string, service: string, { size, offset }: Paging): string {
  const spans = memberSpans(xml, service === 'ec2' ? ['item', '2'] : ['member', '3']);
  if (spans.length <= size && offset === 0) return xml;
  let body = xml;
  for (const [index, { start, end }] of [...spans.entries()].toReversed()) {
    if (index < offset || index >= offset + size) body = body.slice(0, start) + body.slice(end);
  }
  const next = offset + size;
  if (next >= spans.length) return body;
  const token = `page-${next}`;
  return service === 'ec2'
    ? body.replace(/(<\/\w+Response>\s*)$/, `<nextToken>${token}</nextToken>$1`)
    : body.replace(/(<\/\w+Result>)/, `<NextToken>${token}</NextToken>$1`);
}

export const offsetOf = (token: string | null): number => Number(token?.replace('page-', '') ?? 0);
