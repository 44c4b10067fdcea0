// `npm run bench`: measures the bundled command line and writes docs/measurements.md.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineSdkSchemas } from '../scripts/esbuild-inline-sdk-schemas.ts';
import { measureLive } from './live.ts';
import { measureSnapshots } from './snapshots.ts';
import { number } from './table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));

async function bundled(): Promise<{ readonly bundle: string; readonly bareRead: string }> {
  const bundle = join(folder, 'plumbline.mjs');
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.ts'), bundle], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The command line could not be bundled.');
  const bareRead = join(folder, 'bare-read.mjs');
  await build({
    entryPoints: [join(root, 'bench/bare-read.ts')],
    outfile: bareRead,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    banner: { js: "import { createRequire as make } from 'node:module'; const require = make(import.meta.url);" },
    plugins: [inlineSdkSchemas],
  });
  return { bundle, bareRead };
}

try {
  const { bundle, bareRead } = await bundled();
  const { size } = await stat(bundle);
  const parts = [
    '# Measurements',
    'Written by `npm run bench`; the median of five runs each, start of the process included. Figures depend on the machine: compare them with each other, not with other machines.',
    `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}. The bundled command line has ${number(size / 1024)} KB.`,
    '## Start, and saved snapshots',
    'Ten clusters share a VPC of 60 tagged subnets and some 200 interfaces; the terminal report is rendered. Aim: linear, at most 4 ms a cluster.',
    await measureSnapshots(bundle, folder),
    '## A live account',
    'An account on a local AWS, read and judged, beside a program that only makes the same calls with the same bundled SDK. Aim: at most 1.3 times its CPU.',
    await measureLive(bundle, bareRead),
  ];
  await writeFile(join(root, 'docs/measurements.md'), `${parts.join('\n\n')}\n`);
} finally {
  await rm(folder, { recursive: true });
}
