import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';
import { neededReads } from '../shared/app/needed-reads/needed-reads.ts';
import { settingsOf } from '../shared/config/settings-of.ts';
import { optionalCollections } from '../shared/model/snapshot/snapshot.ts';
import { rules } from '../shared/rules/index.ts';
import { packagedConfig } from './packaged-config.ts';

/**
 * Takes the readers, and with them the SDK clients, that no rule asks about which plumbline.yaml of the folder leaves on out of
 * functions/support/bundled-readers.ts. It names each on a line of its own.
 */
export const bundleReaders = (folder: string): Plugin => ({
  name: 'bundle-readers',
  setup(build) {
    build.onLoad({ filter: /functions[\\/]support[\\/]bundled-readers\.ts$/ }, ({ path }) => {
      const { file, config } = packagedConfig(folder);
      const settings = settingsOf(config, rules);
      const { collections } = neededReads(rules.filter(settings.isOn), settings);
      const left = optionalCollections.filter((name) => !collections.has(name));
      const lines = readFileSync(path, 'utf8').split('\n');
      const contents = lines.filter((line) => !left.some((name) => line.trimStart().startsWith(`${name}:`)));
      return { contents: contents.join('\n'), loader: 'ts', resolveDir: dirname(path), watchFiles: [file] };
    });
  },
});
