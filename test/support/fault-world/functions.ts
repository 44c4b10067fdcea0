import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { functionBundle } from '../../../scripts/function-bundle.ts';
import { emulatorEnvironment, localAccount } from '../local-aws.ts';
import { deployedEnvironments } from './deployed-environment.ts';
import { LocalFunction } from './local-function.ts';

/** Of which source each function is made, and how many seconds it may take. */
const sources = {
  'check-cluster': { source: 'check-cluster', seconds: 120 },
  'check-swept': { source: 'check-cluster', seconds: 900 },
  sweep: { source: 'sweep', seconds: 900 },
  headroom: { source: 'headroom', seconds: 300 },
  announce: { source: 'announce', seconds: 60 },
} as const;
export type FunctionName = keyof typeof sources;
export const functionNames = Object.keys(sources) as readonly FunctionName[];

export interface FunctionsOptions {
  /** Where the bundles are put. */
  readonly folder: string;
  /** Where AWS answers. */
  readonly url: string;
  readonly table: string;
  readonly topic: string;
  readonly clock: SharedArrayBuffer;
}

/** The service's functions as they are deployed, with what serverless.yml sets by default. */
export async function localFunctions(
  options: FunctionsOptions,
): Promise<Readonly<Record<FunctionName, LocalFunction>>> {
  const { folder, url, table, topic, clock } = options;
  const entryPoints = [...new Set(functionNames.map((name) => `functions/${sources[name].source}.ts`))];
  await build({ ...functionBundle, entryPoints, outdir: folder, outExtension: { '.js': '.mjs' } });
  const environments = deployedEnvironments(['callsPerSecond=10000'], resourcesAt(url, table, topic));
  const made = functionNames.map((name) => {
    const { source, seconds } = sources[name];
    const env = { ...emulatorEnvironment(url), ...environments[name], ...quiet };
    const file = pathToFileURL(join(process.cwd(), folder, `${source}.mjs`)).href;
    return [name, new LocalFunction({ name, file, env, timeoutMs: seconds * 1_000, clock })] as const;
  });
  return Object.fromEntries(made) as Record<FunctionName, LocalFunction>;
}

const quiet = { POWERTOOLS_DEV: 'false', POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_LOG_LEVEL: 'SILENT' };

/** What stands for the stack's resources. */
function resourcesAt(url: string, table: string, topic: string): Readonly<Record<string, string>> {
  const queues = ['Changes', 'Sweep', 'Announce'].flatMap((name) => {
    const queue = `${url}/${localAccount}/${name.toLowerCase()}`;
    return [
      [`${name}Queue`, queue],
      [`${name}DeadLetters`, `${queue}-dead-letters`],
    ];
  });
  return { FindingsTable: table, NoticesTopic: topic, ...Object.fromEntries(queues) };
}
