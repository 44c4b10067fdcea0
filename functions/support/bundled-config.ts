import type { Config } from '../../shared/config/config.ts';

/** What plumbline.yaml said when the functions were packaged: the bundler writes it here (scripts/esbuild-bundle-config.ts). */
export const bundledConfig: Config = {};
