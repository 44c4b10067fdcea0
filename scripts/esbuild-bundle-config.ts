import type { Plugin } from 'esbuild';
import { settingsOf } from '../shared/config/settings-of.ts';
import { rules } from '../shared/rules/index.ts';
import { packagedConfig } from './packaged-config.ts';

/**
 * Writes plumbline.yaml of the folder, when there is one, into functions/support/bundled-config.ts, checked and as JSON: the
 * functions neither look for a file nor carry a YAML parser. Packaging fails where `plumbline check` would refuse it.
 */
export const bundleConfig = (folder: string): Plugin => ({
  name: 'bundle-config',
  setup(build) {
    build.onLoad({ filter: /functions[\\/]support[\\/]bundled-config\.ts$/ }, () => {
      const { file, config } = packagedConfig(folder);
      settingsOf(config, rules);
      return { contents: `export const bundledConfig = ${JSON.stringify(config)};`, loader: 'js', watchFiles: [file] };
    });
  },
});
