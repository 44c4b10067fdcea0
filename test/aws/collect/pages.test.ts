import { afterAll, describe, expect, it } from '@jest/globals';
import { allItems, observeInChunks } from '../../../shared/aws/collect/pages.ts';
import { openSession } from '../../../shared/aws/collect/session.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

const session = openSession({ region: 'us-east-1' });
afterAll(() => session.close());

interface Page {
  readonly items: readonly string[];
}

const action = 'ec2:DescribeSubnets';
const denied = Object.assign(new Error('no'), { name: 'UnauthorizedOperation' });
const ids = Array.from({ length: 450 }, (_, index) => `vpc-${index}`);

describe('a list', () => {
  it('is read to its last page, also past an empty one', async () => {
    const pages: Record<string, { items: number[]; NextToken?: string }> = {
      first: { items: [1, 2], NextToken: 'empty' },
      empty: { items: [], NextToken: 'last' },
      last: { items: [3], NextToken: '' },
    };
    const ask = async (token = 'first') => pages[token] ?? { items: [] };
    expect(await allItems({ ask, items: ({ items }) => items })).toEqual([1, 2, 3]);
  });
});

describe('chunks', () => {
  it('are as large as a filter may be', async () => {
    const sizes: number[] = [];
    const read = await observeInChunks(session, action, ids, (chunk) => {
      sizes.push(chunk.length);
      return { ask: (): Promise<Page> => Promise.resolve({ items: chunk }), items: ({ items }) => items };
    });
    expect(sizes).toEqual([200, 200, 50]);
    expect(read).toEqual(ids);
  });

  it('of which one is denied leave its ids unobserved', async () => {
    const read = await observeInChunks(session, action, ids, (chunk) => ({
      ask: (): Promise<Page> =>
        chunk.includes('vpc-449') ? Promise.reject(denied) : Promise.resolve({ items: chunk }),
      items: ({ items }) => items,
    }));
    const members = ids.slice(400).map((of) => ({ ...unread(`${action} was denied`, action), of }));
    expect(read).toEqual([...ids.slice(0, 400), ...members]);
  });

  it('that are all denied leave the whole list unobserved', async () => {
    const read = await observeInChunks(session, action, ids, () => ({
      ask: (): Promise<Page> => Promise.reject(denied),
      items: ({ items }) => items,
    }));
    expect(read).toEqual(unread(`${action} was denied`, action));
  });

  it('of nothing are no call', async () => {
    const read = await observeInChunks(session, action, [], () => ({
      ask: (): Promise<Page> => Promise.reject(new Error('asked')),
      items: ({ items }) => items,
    }));
    expect(read).toEqual([]);
  });
});
