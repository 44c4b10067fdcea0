import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../shared/config/config.ts';
import { parseConfig } from '../shared/config/read-config.ts';

/** plumbline.yaml of the folder, and what it says; nothing when there is none. Throws `InvalidInput` where `plumbline check` would. */
export function packagedConfig(folder: string): { readonly file: string; readonly config: Config } {
  const file = join(folder, 'plumbline.yaml');
  return { file, config: existsSync(file) ? parseConfig(readFileSync(file, 'utf8'), new Date().toISOString()) : {} };
}
