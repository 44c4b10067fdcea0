// `npm run build`: the command line with everything it imports, as dist/plumbline.mjs or the file that is named, and chunks/ beside it.
import { chmodSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineSdkSchemas } from './esbuild-inline-sdk-schemas.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = process.argv[2] ?? join(root, 'dist/plumbline.mjs');
const outdir = dirname(outfile);

// Packages in CommonJS call `require` for Node's own modules; an ES module has none unless it makes one.
const banner = `#!/usr/bin/env node
import { createRequire as plumblineCreateRequire } from 'node:module';
const require = plumblineCreateRequire(import.meta.url);
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Plumbline needs Node 24 or newer; this is Node ' + process.versions.node + '.');
  process.exit(2);
}`;

rmSync(join(outdir, 'chunks'), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { [basename(outfile, '.mjs')]: join(root, 'cli/main.ts') },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is imported on demand, the SDK above all, gets a file of its own. In one file esbuild would keep all of it.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
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
console.log(
  `${relative(process.cwd(), outfile)}: ${Math.round(bytes / 1024)} KB in ${Object.keys(metafile.outputs).length} files`,
);
