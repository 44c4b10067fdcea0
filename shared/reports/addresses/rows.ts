import { printable } from '../printable.ts';
import type { Style } from '../terminal/ansi.ts';
import { type Lines, paragraph, type Screen } from '../terminal/screen.ts';
import { cellsOf, cutTo, padTo } from '../text/cells.ts';

/** A value now and, after changes, a second one. */
export type Pair<T> = readonly [now: T, after?: T];

/** One line of a table with a column for now and, after changes, one for then. */
export interface Row {
  readonly indent: number;
  readonly label: string;
  readonly values: Pair<Cell>;
}

export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

/** The cells of a pair; a dash where one lacks the value. */
export function cells<T>([now, ...after]: Pair<T | undefined>, cellOf: (value: T) => Cell): Pair<Cell> {
  const cell = (value: T | undefined): Cell => (value === undefined ? { text: '–' } : cellOf(value));
  return after.length === 0 ? [cell(now)] : [cell(now), cell(after[0])];
}

const columnGap = 3;

/** The rows as lines, the columns aligned at their left; a value that changed stands out. */
export function tableLines(screen: Screen, rows: readonly Row[]): Lines {
  const columns = rows.some(({ values }) => values.length > 1) ? 2 : 1;
  const widthOf = (column: number) =>
    Math.max(...rows.map(({ values }) => cellsOf(printable(values[column]?.text ?? ''))));
  const widths = Array.from({ length: columns }, (_, column) => widthOf(column));
  const taken = widths.reduce((sum, width) => sum + width + columnGap, 0);
  const labelled = rows.filter(({ values }) => values.some((cell) => cell?.text !== ''));
  const labels = Math.max(...labelled.map(({ indent, label }) => indent + cellsOf(printable(label))));
  const room = Math.max(20, Math.min(labels, screen.width - taken));
  return rows.map(({ indent, label, values }) => {
    const [now, after] = values;
    const isTitle = values.every((cell) => cell?.text === '');
    const name = ' '.repeat(indent) + cutTo(printable(label), (isTitle ? screen.width : room) - indent);
    const changed = after !== undefined && now?.text !== after.text;
    const cells = [now, after].slice(0, columns).map((cell, column) => {
      const text = printable(cell?.text ?? '');
      const style = cell?.style ?? (column === 1 && changed ? 'bold' : 'plain');
      return screen.paint(style, text) + ' '.repeat(Math.max(0, (widths[column] ?? 0) - cellsOf(text)));
    });
    return [padTo(name, room), ...cells].join(' '.repeat(columnGap)).trimEnd();
  });
}

/** A sentence below a table. */
export const sentence = (screen: Screen, text: string, style: Style = 'plain'): Lines =>
  paragraph(screen, text, { style });
