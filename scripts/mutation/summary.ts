// `npm run mutation:summary [reports…]`: writes what Stryker's reports say into docs/measurements.md. Without arguments, of the last run.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { sectionsOf } from '../../bench/sections.ts';
import { number, table } from '../../bench/table.ts';
import { equivalents } from './equivalent.ts';

const Report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(z.object({ status: z.string(), location: z.object({ start: z.object({ line: z.int() }) }) })),
    }),
  ),
});

/** Mutants of one file or folder. Those that a test cannot meet, because modules make them while they are loaded, are left out. */
interface Tally {
  readonly killed: number;
  readonly survived: number;
  /** Of these, how many change no verdict, for a reason that is written down. */
  readonly explained: number;
  /** No test runs that code. */
  readonly uncovered: number;
}

/** More files than these are shown by folder. */
const mostFiles = 40;

interface Mutant {
  readonly status: string;
  readonly isExplained: boolean;
}

const tallyOf = (mutants: readonly Mutant[]): Tally => {
  const count = (...wanted: string[]) => mutants.filter(({ status }) => wanted.includes(status)).length;
  return {
    killed: count('Killed', 'Timeout'),
    survived: count('Survived'),
    explained: mutants.filter(({ status, isExplained }) => isExplained && status === 'Survived').length,
    uncovered: count('NoCoverage'),
  };
};

function rowOf(name: string, { killed, survived, explained, uncovered }: Tally): readonly string[] {
  const all = killed + survived + uncovered;
  return [
    name,
    ...[all, killed, survived, explained, uncovered].map((count) => number(count)),
    number((100 * killed) / all, 1),
  ];
}

const reports = process.argv.length > 2 ? process.argv.slice(2) : ['.cache/stryker/mutation.json'];
const mutantsOf = new Map<string, readonly Mutant[]>();
for (const report of reports) {
  const { files } = Report.parse(JSON.parse(readFileSync(report, 'utf8')));
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const lines = source.split('\n');
    const reasons = equivalents.filter((each) => each.file === file);
    const judged = mutants.map(({ status, location }) => {
      const line = lines[location.start.line - 1] ?? '';
      return { status, isExplained: reasons.some(({ code }) => line.includes(code)) };
    });
    if (tallyOf(judged).killed > 0) mutantsOf.set(file, judged);
  }
}
const groups = Map.groupBy([...mutantsOf].sort(), ([name]) => (mutantsOf.size > mostFiles ? dirname(name) : name));
const rows = [...groups].map(([name, members]) =>
  rowOf(`\`${name}\``, tallyOf(members.flatMap(([, mutants]) => mutants))),
);
const all = rowOf('all', tallyOf([...mutantsOf.values()].flat()));

const file = 'docs/measurements.md';
const title = '## Mutation testing';
const section = [
  title,
  'Written by `npm run mutation:summary`. StrykerJS changes the code in one place at a time; a change that no test notices survives. A run that never ends counts as killed. Without effect is what changes no verdict, for the reason that `scripts/mutation/equivalent.ts` gives. Files that are not named were not part of the run; one that asks only a part of the tests (`--testFiles`) gives lower bounds.',
  table(
    ['changed code', 'mutants', 'killed', 'survived', 'of these without effect', 'never run', 'score, %'],
    [...rows, all],
  ),
].join('\n\n');
const others = sectionsOf(readFileSync(file, 'utf8')).filter((text) => !text.startsWith(title));
writeFileSync(file, `${[...others, section].join('\n\n')}\n`);
