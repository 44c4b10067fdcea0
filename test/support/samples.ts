import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Folder with answers of upstream controllers to test the model against; not part of the repository. */
export const SAMPLES =
  process.env.PLUMBLINE_SAMPLES ?? path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'domain', 'vectors');

/** Why the samples of one file cannot be compared; undefined when they can. */
export function missingSamples(file: string): string | undefined {
  return existsSync(path.join(SAMPLES, file)) ? undefined : `no ${file} in the folder that PLUMBLINE_SAMPLES names`;
}

export function readSamples(file: string): unknown {
  return JSON.parse(readFileSync(path.join(SAMPLES, file), 'utf8'));
}
