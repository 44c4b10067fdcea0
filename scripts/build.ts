// `npm run build`: the command line as one file with everything it imports, dist/plumbline.mjs or the file that is named.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineSdkSchemas } from './esbuild-inline-sdk-schemas.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = process.argv[2] ?? join(root, 'dist/plumbline.mjs');

// Packages in CommonJS call `require` for Node's own modules; an ES module has none unless it makes one.
const banner = `#!/usr/bin/env node
import { createRequire as plumblineCreateRequire } from 'node:module';
const require = plumblineCreateRequire(import.meta.url);
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Plumbline needs Node 24 or newer; this is Node ' + process.versions.node + '.');
  process.exit(2);
}`;

const { metafile } = await build({
  entryPoints: [join(root, 'cli/main.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  metafile: true,
  banner: { js: banner },
  plugins: [inlineSdkSchemas],
  logLevel: 'warning',
});
chmodSync(outfile, 0o755);

const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(`${outfile}: ${Math.round(bytes / 1024)} KB`);
