import { cellsOf, headOf } from './cells.ts';

/** The words of a paragraph in lines of at most `width` cells. Only a word that is longer than a line is broken. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, width))) {
    const cells = cellsOf(word);
    if (line !== '' && taken + 1 + cells > width) {
      lines.push(line);
      line = '';
    }
    taken = line === '' ? cells : taken + 1 + cells;
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  let rest = word;
  while (cellsOf(rest) > width) {
    const head = headOf(rest, width);
    parts.push(head);
    rest = rest.slice(head.length);
  }
  return rest === '' ? parts : [...parts, rest];
}
