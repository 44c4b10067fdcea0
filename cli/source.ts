import type { Command } from 'commander';
import { instanceTypesIn } from '../shared/aws/shapes/references.ts';
import { isUnobserved } from '../shared/model/snapshot/known.ts';
import { parseSnapshot } from '../shared/model/snapshot/parse-snapshot.ts';
import type { Snapshot } from '../shared/model/snapshot/snapshot.ts';
import { readCliOutputFolder } from './cli-output-folder.ts';
import { about, UsageError } from './errors.ts';
import { readJson } from './files.ts';
import { type LiveReads, readLive } from './live.ts';

/** Where the facts come from, and which of them. */
export interface SourceOptions {
  readonly snapshot?: string;
  readonly awsCliOutput?: string;
  readonly account?: string;
  readonly region?: string;
  readonly cluster: readonly string[];
  readonly deadline: number;
  readonly callsPerSecond?: number;
}

const positive =
  (option: string) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isFinite(value) || value <= 0)
      throw new UsageError(`${option}: ${JSON.stringify(text)} is not a positive number`);
    return value;
  };

export const withSourceOptions = (command: Command): Command =>
  command
    .option('--snapshot <file>', 'read a saved snapshot in place of the live account')
    .option('--aws-cli-output <folder>', 'read what AWS CLI commands printed, see collect-script')
    .option('--account <id>', 'the account of --aws-cli-output, where its files do not tell')
    .option('--region <region>', 'the Region to read (default: that of the AWS environment)')
    .option('--deadline <seconds>', 'stop reading the live account after this time', positive('--deadline'), 600)
    .option(
      '--calls-per-second <number>',
      'at most so many calls of one API action a second',
      positive('--calls-per-second'),
    );

/** The snapshot to judge, of a live account with these reads beside the network itself; with Plumbline's own table where nothing describes an instance type. */
export async function readSource(options: SourceOptions, reads?: LiveReads): Promise<Snapshot> {
  const snapshot = await readAsGiven(options, reads);
  const { instanceTypes } = snapshot;
  if (!isUnobserved(instanceTypes) && !instanceTypes.some(isUnobserved)) return snapshot;
  const { withInstanceTypeTable } = await import('../shared/model/instance-types/with-table.ts');
  return withInstanceTypeTable(snapshot, instanceTypesIn(snapshot));
}

/** The snapshot as it was read or saved. What is worth a warning goes to standard error. */
export async function readAsGiven(options: SourceOptions, reads?: LiveReads): Promise<Snapshot> {
  const { snapshot, awsCliOutput, account } = options;
  if (snapshot !== undefined && awsCliOutput !== undefined) {
    throw new UsageError('--snapshot and --aws-cli-output exclude each other');
  }
  if (account !== undefined && awsCliOutput === undefined) throw new UsageError('--account goes with --aws-cli-output');
  if (snapshot !== undefined && options.region !== undefined) {
    throw new UsageError('--region does not go with --snapshot, which names its own');
  }
  if (snapshot !== undefined) return readSavedSnapshot(snapshot);
  if (awsCliOutput !== undefined) return readCliOutputFolder(awsCliOutput, options);
  return readLive(options, reads);
}

async function readSavedSnapshot(file: string): Promise<Snapshot> {
  const json = await readJson(file);
  const { snapshot, unknownMembers } = about(file, () => parseSnapshot(json));
  if (unknownMembers > 0) {
    process.stderr.write(`${file}: ignored ${unknownMembers} members that this version of Plumbline does not know\n`);
  }
  return snapshot;
}
