function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word that somebody probably meant (Levenshtein distance, case ignored), or undefined when none is near. */
export function closest(word: string, words: readonly string[]): string | undefined {
  const near = words
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, Math.floor(Math.min(candidate.length, word.length) / 3)))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate;
}

/** ` (did you mean …?)`, or nothing. */
export function suggestion(word: string, words: readonly string[]): string {
  const meant = closest(word, words);
  return meant === undefined ? '' : ` (did you mean ${meant}?)`;
}
