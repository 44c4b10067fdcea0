import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from '@jest/globals';

/** Folder with what upstream controllers answered, to test the model against. It is no part of the repository. */
const SAMPLES =
  process.env.PLUMBLINE_SAMPLES ?? path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'domain', 'vectors');

/** A test that compares one file of samples; skipped, with the reason in its name, where the file is absent. */
export function itWithSamples(file: string, name: string, compare: (samples: unknown) => void): void {
  const location = path.join(SAMPLES, file);
  const present = existsSync(location);
  const run = present ? it : it.skip;
  run(present ? name : `${name} (skipped: PLUMBLINE_SAMPLES names no folder with ${file})`, () =>
    compare(JSON.parse(readFileSync(location, 'utf8'))),
  );
}
