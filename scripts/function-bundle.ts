import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { bundleConfig } from './esbuild-bundle-config.ts';
import { bundleReaders } from './esbuild-bundle-readers.ts';
import { inlineSdkSchemas } from './esbuild-inline-sdk-schemas.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How esbuild makes one function of functions/*.ts: a single module with everything it imports, the SDK too. */
export const functionBundle = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Packages in CommonJS call `require` for Node's own modules; an ES module has none unless it makes one.
  banner: { js: "import { createRequire as make } from 'node:module'; const require = make(import.meta.url);" },
  plugins: [inlineSdkSchemas, bundleConfig(root), bundleReaders(root)],
} satisfies BuildOptions;
