import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

interface Generated {
  /** Relative to the repository. */
  readonly folder: string;
  /** File names under the folder that are ours: others are left alone. */
  readonly owns: RegExp;
  /** Contents by path under the folder. */
  readonly files: ReadonlyMap<string, string>;
}

const root = new URL('../', import.meta.url);

/**
 * Writes generated files and removes those that are no longer generated. With `--check` on the command line nothing is written:
 * stale, missing and left-over files are named and the process ends with 1.
 */
export async function writeGenerated({ folder, owns, files }: Generated, how: string): Promise<void> {
  const base = new URL(`${folder}/`, root);
  await mkdir(base, { recursive: true });
  const present = (await readdir(base, { recursive: true })).filter((file) => owns.test(file));
  const orphans = present.filter((file) => !files.has(file));
  const stale: string[] = [];
  for (const [file, text] of files) {
    const written = await readFile(new URL(file, base), 'utf8').catch(() => undefined);
    if (written !== text) stale.push(file);
  }
  if (process.argv.includes('--check')) {
    if (stale.length + orphans.length === 0) return;
    console.error(`${folder}: out of date: ${[...stale, ...orphans].join(', ')}. Run ${how}.`);
    process.exitCode = 1;
    return;
  }
  for (const file of orphans) await rm(new URL(file, base));
  for (const file of stale) {
    const target = new URL(file, base);
    await mkdir(dirname(target.pathname), { recursive: true });
    await writeFile(target, files.get(file) ?? '');
  }
}
