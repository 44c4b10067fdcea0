import type { Command } from 'commander';
import { anonymised } from '../../shared/model/snapshot/anonymise/anonymised.ts';
import { writeText } from '../files.ts';
import { bitsKeyedBy } from '../keyed-bits.ts';
import { writeTo } from '../output.ts';
import { readAsGiven, type SourceOptions, withSourceOptions } from '../source.ts';

interface SnapshotOptions extends SourceOptions {
  readonly anonymize?: boolean;
  readonly output?: string;
}

/** `plumbline snapshot`: saves what was read, to check it later or elsewhere. */
export function addSnapshot(program: Command): void {
  const command = program.command('snapshot').description('save what check would read, as one JSON file');
  withSourceOptions(command)
    .option('--cluster <name...>', 'read only the networks of these clusters', [])
    .option('--anonymize', 'replace ids, names, accounts and addresses by stable pseudonyms; every verdict stays')
    .option('-o, --output <file>', 'write to a file in place of standard output')
    .action(async (options: SnapshotOptions) => {
      const snapshot = await readAsGiven(options);
      const shown = options.anonymize ? anonymised(snapshot, { bit: bitsKeyedBy(snapshot) }) : snapshot;
      const text = `${JSON.stringify(shown)}\n`;
      if (options.output === undefined) await writeTo(process.stdout, text);
      else await writeText(options.output, text);
    });
}
