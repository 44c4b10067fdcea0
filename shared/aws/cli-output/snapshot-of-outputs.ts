import { InvalidInput } from '../../model/snapshot/parse-snapshot.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { assembleSnapshot } from '../shapes/assemble.ts';
import { accountPartsOf } from './account-parts.ts';
import { Outputs } from './collection.ts';
import { type IdentityOptions, identityOf } from './identity.ts';
import type { Output } from './output.ts';

interface SnapshotOptions extends IdentityOptions {
  /** When the commands were run, ISO 8601. */
  readonly observedAt: string;
}

/**
 * The snapshot that the outputs of AWS CLI commands amount to. What no output tells is not observed.
 * Throws `InvalidInput` when two outputs contradict each other, or when nothing says whose they are.
 */
export function snapshotOfOutputs(read: readonly Output[], { observedAt, ...identity }: SnapshotOptions): Snapshot {
  if (read.length === 0) throw new InvalidInput('', 'there is no output of an AWS CLI command in it');
  const outputs = new Outputs(read);
  return assembleSnapshot(
    accountPartsOf(outputs, { source: 'aws-cli-output', observedAt, ...identityOf(outputs, identity) }),
  );
}
