import { printable } from '../printable.ts';
import { cellsOf } from '../text/cells.ts';
import { wrap } from '../text/wrap.ts';
import type { Paint, Style } from './ansi.ts';

/** What the parts of a terminal report have to know of where they are shown. */
export interface Screen {
  /** In cells. */
  readonly width: number;
  readonly verbose: boolean;
  /** How the program is called in suggested commands. */
  readonly program: string;
  readonly paint: Paint;
}

export type Lines = readonly string[];
type Piece = readonly [style: Style, text: string];

interface ParagraphOptions {
  /** Cells before each line. */
  readonly indent?: number;
  /** Stands before the first line; the others begin below the text. */
  readonly lead?: readonly Piece[];
  readonly style?: Style;
}

const narrowestColumn = 24;
const widestLead = 28;

/** A paragraph in lines that fit the screen, with everything unprintable written out. A lead that is too wide has a line of its own. */
export function paragraph({ width, paint }: Screen, text: string, options: ParagraphOptions = {}): Lines {
  const { indent = 0, lead = [], style = 'plain' } = options;
  const pieces = lead.map(([pieceStyle, piece]): Piece => [pieceStyle, printable(piece)]);
  const leadCells = pieces.reduce((sum, [, piece]) => sum + cellsOf(piece), 0);
  const beside = leadCells <= widestLead;
  const column = ' '.repeat(indent + (beside ? leadCells : 2));
  const margin = ' '.repeat(indent);
  const begin = margin + pieces.map(([pieceStyle, piece]) => paint(pieceStyle, piece)).join('');

  const lines = wrap(printable(text), Math.max(narrowestColumn, width - column.length)).map((line) =>
    paint(style, line),
  );
  if (!beside) {
    const fits = indent + leadCells <= width;
    const title = wrap(pieces.map(([, piece]) => piece).join(''), Math.max(narrowestColumn, width - indent));
    const above = fits ? [begin.trimEnd()] : title.map((line) => margin + paint('bold', line));
    return [...above, ...lines.map((line) => column + line)];
  }
  return lines.map((line, index) => (index === 0 ? begin : column) + line);
}

/** The lines as a text that ends with a line break, with no two empty lines in a row. */
export const joined = (lines: Lines): string =>
  `${lines.filter((line, index) => line !== '' || lines[index - 1] !== '').join('\n')}\n`;

/** A command on a line of its own, never wrapped, with nothing but spaces before it. */
export function commandLines(screen: Screen, command: string, indent: number): Lines {
  const shown = printable(command);
  const line = `${' '.repeat(indent)}${screen.paint('command', shown)}`;
  if (shown === command) return [line];
  const warning = 'Do not paste this as it is: characters that cannot be seen are written out.';
  return [...paragraph(screen, warning, { indent, style: 'undecided' }), line];
}
