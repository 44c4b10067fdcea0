import type { AccountView } from './view/views.ts';

/**
 * The blocks of a prefix list as far as they may matter to a network; undefined when the list does not exist (any more).
 * AWS's own lists hold the addresses of one of its services: no part of a private network, and far from all of the internet. Their
 * entries are never asked for, so that nobody has to read them. Raises `NotObserved` for another list that was not read.
 */
export function prefixListBlocks({ prefixLists }: AccountView, id: string): readonly string[] | undefined {
  const list = prefixLists.find(id);
  return list?.ownerId === 'AWS' ? [] : list?.entries;
}
