import type { Severity } from '../../engine/verdict.ts';

const codes = {
  plain: '',
  bold: '1',
  faint: '2',
  good: '32',
  undecided: '35',
  command: '36',
  used: '34',
  needed: '33',
  critical: '1;97;41',
  high: '1;31',
  medium: '1;33',
  low: '1;34',
  informational: '1',
} satisfies Record<string, string> & Record<Severity, string>;

export type Style = keyof typeof codes;
export type Paint = (style: Style, text: string) => string;

const coloured: Paint = (style, text) =>
  codes[style] === '' || text === '' ? text : `\x1b[${codes[style]}m${text}\x1b[0m`;

/** Gives text a style, or leaves it as it is where no colour is wanted. */
export const painter = (colour: boolean): Paint => (colour ? coloured : (_, text) => text);
