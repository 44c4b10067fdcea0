// `npm run bench`: measures the bundled command line and the service, and writes docs/measurements.md.
// `npm run bench -- latency manners` measures these parts only, and prints them.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inlineSdkSchemas } from '../scripts/esbuild-inline-sdk-schemas.ts';
import { measureLatency } from './latency.ts';
import { measureLive } from './live.ts';
import { measureManners } from './manners.ts';
import { sectionsOf } from './sections.ts';
import { measureFunctions } from './service.ts';
import { measureSnapshots } from './snapshots.ts';
import { number } from './table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));

interface Bundles {
  readonly bundle: string;
  readonly bareRead: string;
  /** Of the command line, as the build says it: kilobytes and files. */
  readonly size: string;
}

/** Runs a script of this repository and returns what it printed. */
function run(script: string, ...args: readonly string[]): string {
  const { status, stdout } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}.`);
  return stdout;
}

async function bundled(): Promise<Bundles> {
  const bundle = join(folder, 'plumbline.mjs');
  const size = run('scripts/build.ts', bundle).trim().split(': ').pop() ?? '';
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
  return { bundle, bareRead, size };
}

function testDuration(): string {
  const start = performance.now();
  const result = run('scripts/test.ts').trim().split('\n').pop() ?? '';
  return `\`npm test\` with everything installed: ${number((performance.now() - start) / 60_000, 1)} minutes for ${result}.`;
}

interface Part {
  /** By which `npm run bench -- <name>` measures it alone, and prints it. */
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly measure: () => string | Promise<string>;
}

const partsOf = ({ bundle, bareRead }: Bundles): readonly Part[] => [
  {
    name: 'snapshots',
    title: 'Start, and saved snapshots',
    says: 'Ten clusters share a VPC of 60 tagged subnets and some 200 interfaces; all rules, and the terminal report is rendered. Aims: at most 4 ms a cluster, and linear: doubling the clusters at most 2.2 times the CPU. Above 1,000 clusters one run.',
    measure: () => measureSnapshots(bundle, folder),
  },
  {
    name: 'live',
    title: 'A live account',
    says: 'An account on a local AWS, read and judged, beside a program that only makes the same calls with the same bundled SDK. Aim: at most 1.3 times its CPU.',
    measure: () => measureLive(bundle, bareRead),
  },
  { name: 'tests', title: 'The tests', says: '', measure: testDuration },
  {
    name: 'functions',
    title: 'The functions of the service',
    says: 'Each bundle as it is deployed, without compression, and its import in a new process, clients of AWS included: the median of 21. Aim for check-cluster: at most 800 KB and 100 ms.',
    measure: () => measureFunctions(folder),
  },
  {
    name: 'latency',
    title: 'From a change to a message',
    says: 'On local AWS, over 100 changes, without the queue’s delay and with a batch window of a second: a NAT route is deleted and created again, and each time one message arrives, ready for Slack. An event that concerns no watched cluster costs one look-up and no call of EKS or EC2; a test holds that.',
    measure: measureLatency,
  },
  {
    name: 'manners',
    title: 'Manners of the service',
    says: 'The deployed service on local AWS. The aim for the calls of a sweep is what a program needs that only reads everything once.',
    measure: () => measureManners(bareRead),
  },
];

const textOf = async ({ title, says, measure }: Part): Promise<string> =>
  [`## ${title}`, ...(says ? [says] : []), await measure()].join('\n\n');

try {
  const bundles = await bundled();
  const parts = partsOf(bundles);
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => parts.every((part) => part.name !== name));
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}.`);
  if (wanted.length > 0) {
    for (const part of parts) if (wanted.includes(part.name)) console.log(`${await textOf(part)}\n`);
  } else {
    const texts = [
      '# Measurements',
      'Written by `npm run bench`; the median of five runs each, start of the process included. Figures depend on the machine: compare them with each other, not with other machines.',
      `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}. The bundled command line has ${bundles.size}, of which only an account’s reading loads the SDK.`,
    ];
    for (const part of parts) texts.push(await textOf(part));
    const page = join(root, 'docs/measurements.md');
    texts.push(...sectionsOf(await readFile(page, 'utf8')).filter((text) => text.startsWith('## Mutation testing')));
    await writeFile(page, `${texts.join('\n\n')}\n`);
  }
} finally {
  await rm(folder, { recursive: true });
}
