import type { Command } from 'commander';
import { neededReads } from '../../shared/app/needed-reads/needed-reads.ts';
import { anonymised } from '../../shared/model/snapshot/anonymise/anonymised.ts';
import { rules } from '../../shared/rules/index.ts';
import { writeText } from '../files.ts';
import { bitsKeyedBy } from '../keyed-bits.ts';
import { writeTo } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { readAsGiven, type SourceOptions, withSourceOptions } from '../source.ts';

interface SnapshotOptions extends SourceOptions {
  readonly anonymize?: boolean;
  readonly output?: string;
}

/** `plumbline snapshot`: saves what was read, to check it later or elsewhere; plumbline.yaml says what is worth reading. */
export function addSnapshot(program: Command): void {
  const command = program.command('snapshot').description('save what check would read, as one JSON file');
  withSourceOptions(command)
    .option('--cluster <name...>', 'read only the networks of these clusters', [])
    .option('--anonymize', 'replace ids, names, accounts and addresses by stable pseudonyms; every verdict stays')
    .option('-o, --output <file>', 'write to a file in place of standard output')
    .action(async (options: SnapshotOptions) => {
      const settings = await loadSettings({ profiles: [] });
      const snapshot = await readAsGiven(options, neededReads(rules.filter(settings.isOn), settings));
      const shown = options.anonymize ? anonymised(snapshot, { bit: bitsKeyedBy(snapshot) }) : snapshot;
      const text = `${JSON.stringify(shown)}\n`;
      if (options.output === undefined) await writeTo(process.stdout, text);
      else await writeText(options.output, text);
    });
}
