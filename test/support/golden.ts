import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `PLUMBLINE_UPDATE_GOLDEN=true npm run jest -- test/reports/golden` writes the files anew: read what changed before you commit it. */
const isUpdate = process.env.PLUMBLINE_UPDATE_GOLDEN === 'true';

/** What is to be written of a value, and what the file of the name has. */
export function golden(folder: string, name: string, value: object): { readonly now: string; readonly kept: string } {
  const file = join(folder, `${name}.json`);
  const now = `${JSON.stringify(value, undefined, 2)}\n`;
  if (isUpdate) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, now);
  }
  return { now, kept: readFileSync(file, 'utf8') };
}

/** The names of the files of a folder. */
export const goldenNames = (folder: string): readonly string[] =>
  readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
