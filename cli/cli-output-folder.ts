import type { IdentityOptions } from '../shared/aws/cli-output/identity.ts';
import type { Output } from '../shared/aws/cli-output/output.ts';
import { readOutput } from '../shared/aws/cli-output/read-output.ts';
import { snapshotOfOutputs } from '../shared/aws/cli-output/snapshot-of-outputs.ts';
import type { Snapshot } from '../shared/model/snapshot/snapshot.ts';
import { about, UsageError } from './errors.ts';
import { filesIn, readJson } from './files.ts';

/**
 * The snapshot that a folder of AWS CLI outputs amounts to: its `*.json` files, each what one command printed, read at the time of the
 * newest. Throws `UsageError` for a file that is not understood: half an answer is none.
 */
export async function readCliOutputFolder(folder: string, identity: IdentityOptions): Promise<Snapshot> {
  const files = await filesIn(folder, '.json');
  if (files.length === 0)
    throw new UsageError(`${folder}: there are no .json files in it; see plumbline collect-script`);
  const outputs: Output[] = [];
  for (const { name, path, bytes } of files) {
    if (bytes === 0)
      process.stderr.write(`${path}: empty, so its command failed; what it would tell was not observed\n`);
    else {
      const json = await readJson(path);
      outputs.push(about(path, () => readOutput(name, json)));
    }
  }
  const newest = files.reduce((latest, { modified }) => Math.max(latest, modified), 0);
  const observedAt = new Date(newest).toISOString();
  return about(folder, () => snapshotOfOutputs(outputs, { ...identity, observedAt }));
}
