// What the tests of the pure layers import from '@jest/globals', for the runner of mutation tests: they are collected, not run.
import { format } from 'node:util';
import { expect } from 'expect';

export { expect };

type Body = () => unknown;
type Row = readonly unknown[];

export interface CollectedTest {
  /** Unlike all others, and the same in every process that loads the same tests. */
  readonly id: string;
  /** Relative to the root. */
  readonly file: string;
  readonly run: Body;
}

export const collected: CollectedTest[] = [];
let titles: readonly string[] = [];
let file = '';
const seen = new Map<string, number>();

/** Tests that are collected from here on are those of this file. */
export function collectFrom(path: string): void {
  file = path;
}

function collect(title: string, run: Body): void {
  const name = [file, ...titles, title].join(' > ');
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  collected.push({ id: count === 1 ? name : `${name} (${count})`, file, run });
}

function within(title: string, body: Body): void {
  const outside = titles;
  titles = [...titles, title];
  body();
  titles = outside;
}

/** `%s` and its like are filled in; what is left of the row is no part of the title. */
function titleOf(title: string, row: Row): string {
  const places = title.match(/%[sdifjop]/g)?.length ?? 0;
  return format(title, ...row.slice(0, places));
}

function each(define: (title: string, body: Body) => void) {
  return (rows: readonly unknown[]) => (title: string, body: (...row: Row) => unknown) => {
    for (const given of rows) {
      const row: Row = Array.isArray(given) ? given : [given];
      define(titleOf(title, row), () => body(...row));
    }
  };
}

export const describe = Object.assign(within, { each: each(within) });
/** What needs files from beside the repository is not asked here. */
const skip = () => {};
export const it = Object.assign(collect, { each: each(collect), skip });
