// `npm run mutation:summary [reports…]`: writes what Stryker's reports say into docs/measurements.md. Without arguments, of the last run.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { sectionsOf } from '../../bench/sections.ts';
import { number, table } from '../../bench/table.ts';

const Report = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

/** Mutants of one file or folder. Those that a test cannot meet, because modules make them while they are loaded, are left out. */
interface Tally {
  readonly killed: number;
  readonly survived: number;
  /** No test runs that code. */
  readonly uncovered: number;
}

/** Their results are numbers and sets of addresses, on which every verdict rests: shown file by file. */
const arithmetic =
  /^shared\/model\/(address|address-set|cidr|ports|rectangle|routes|security-groups|network-acl|network-acl-legs)\.ts$/;

const tallyOf = (statuses: readonly string[]): Tally => {
  const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
  return { killed: count('Killed', 'Timeout'), survived: count('Survived'), uncovered: count('NoCoverage') };
};

function rowOf(name: string, { killed, survived, uncovered }: Tally): readonly string[] {
  const all = killed + survived + uncovered;
  return [name, ...[all, killed, survived, uncovered].map((count) => number(count)), number((100 * killed) / all, 1)];
}

const reports = process.argv.length > 2 ? process.argv.slice(2) : ['.cache/stryker/mutation.json'];
const statusesOf = new Map<string, readonly string[]>();
for (const report of reports) {
  const { files } = Report.parse(JSON.parse(readFileSync(report, 'utf8')));
  for (const [file, { mutants }] of Object.entries(files)) {
    const statuses = mutants.map(({ status }) => status);
    if (tallyOf(statuses).killed > 0) statusesOf.set(file, statuses);
  }
}
const groups = Map.groupBy([...statusesOf].sort(), ([file]) =>
  arithmetic.test(file) ? `\`${file}\`` : `\`${dirname(file)}\`, other files`,
);
const rows = [...groups].map(([name, members]) => rowOf(name, tallyOf(members.flatMap(([, statuses]) => statuses))));
const all = rowOf('all', tallyOf([...statusesOf.values()].flat()));

const file = 'docs/measurements.md';
const title = '## Mutation testing';
const section = [
  title,
  'Written by `npm run mutation:summary`. StrykerJS changes the code in one place at a time; a change that no test notices survives. A run that never ends counts as killed. Files that are not named were not part of the last run.',
  table(['changed code', 'mutants', 'killed', 'survived', 'never run', 'score, %'], [...rows, all]),
].join('\n\n');
const others = sectionsOf(readFileSync(file, 'utf8')).filter((text) => !text.startsWith(title));
writeFileSync(file, `${[...others, section].join('\n\n')}\n`);
