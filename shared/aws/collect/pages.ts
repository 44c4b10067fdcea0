import { isUnobserved, type Known, type Listing, type UnobservedMember } from '../../model/snapshot/known.ts';
import type { Action } from './actions.ts';
import { observe } from './observe.ts';
import type { Session } from './session.ts';

/** Where more pages follow, EC2 and Auto Scaling name the token `NextToken`, EKS `nextToken`. */
type Tokens = { readonly NextToken?: string; readonly nextToken?: string };

/** One list of an API, page by page. */
export interface Pages<P extends object, Item> {
  readonly ask: (token: string | undefined) => Promise<P>;
  /** The items of a page, reduced to what is kept of them; undefined when the page has no such list. */
  readonly items: (page: P) => readonly Item[] | undefined;
  /** Where the next page starts. Absent: as EC2, Auto Scaling and EKS tell it. */
  readonly next?: (page: P) => string | undefined;
}

/** Every item of every page. Throws when a page has no list: that is not an empty one. */
export async function allItems<P extends object, Item>({ ask, items, next }: Pages<P, Item>): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const page = await ask(token);
    const some = items(page);
    if (!some) throw new Error('AWS answered without the list that was asked for');
    for (const item of some) all.push(item);
    token = next ? next(page) : tokenIn(page);
  } while (token);
  return all;
}

const tokenIn = ({ NextToken, nextToken }: Tokens): string | undefined => NextToken || nextToken || undefined;

/** The most values that EC2 takes in one filter. */
export const filterValues = 200;

export const chunksOf = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

/**
 * Reads a list for as many ids at a time as one filter takes. Where one chunk was not observed, each of its ids stands among the
 * items as an unobserved member.
 */
export async function observeInChunks<P extends object, Item>(
  session: Session,
  action: Action,
  ids: readonly string[],
  pagesOf: (chunk: string[]) => Pages<P, Item>,
  size: number = filterValues,
): Promise<Listing<Item>> {
  const chunks = chunksOf(ids, size);
  const read = await Promise.all(chunks.map((chunk) => observe(session, action, () => allItems(pagesOf(chunk)))));
  const [first] = read;
  if (first && read.every((items) => isUnobserved(items))) return first;
  return read.flatMap((items, index) => itemsOrMembers(items, chunks[index] ?? []));
}

const itemsOrMembers = <Item>(items: Known<readonly Item[]>, ids: readonly string[]): (Item | UnobservedMember)[] =>
  isUnobserved(items) ? ids.map((of) => ({ ...items, of })) : [...items];
