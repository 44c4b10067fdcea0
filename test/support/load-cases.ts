import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { RuleCases } from './rule-cases.ts';

const folder = new URL('../rules/', import.meta.url);

export interface Table extends RuleCases {
  /** The rule's name as the file names it. */
  readonly name: string;
  /** The family's folder. */
  readonly folder: string;
}

/** Every truth table. */
export async function loadCases(): Promise<readonly Table[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.cases.ts')).sort();
  return Promise.all(
    files.map(async (file) => {
      const { default: table } = (await import(new URL(file, folder).href)) as { default: RuleCases };
      return { ...table, name: basename(file, '.cases.ts'), folder: dirname(file) };
    }),
  );
}
