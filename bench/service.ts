import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { functionBundle } from '../scripts/function-bundle.ts';
import { number, table } from './table.ts';

const runs = 21;

/** Enough for a function to be imported; nothing is called. */
const environment = {
  TABLE_NAME: 'findings',
  QUEUE_URL: 'http://127.0.0.1:9/changes',
  CHANGES_QUEUE_URL: 'http://127.0.0.1:9/changes',
  SWEEP_QUEUE_URL: 'http://127.0.0.1:9/sweep',
  ANNOUNCE_QUEUE_URL: 'http://127.0.0.1:9/announce',
  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1:9/dead-letters',
  SETTLE_SECONDS: '60',
  CALLS_PER_SECOND: '',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:notices',
  SECURITY_HUB: 'true',
  SNS: 'true',
  DRY_RUN: 'false',
  ENVIRONMENT: '',
  RETRY_SECONDS: '360',
  DIGEST: 'weekly',
  WATCHES: 'here',
  READ_ROLE: 'plumbline-read',
  REPORT_ROLE: 'plumbline-report',
  EXTERNAL_ID: '',
  ACCOUNTS: 'this',
  ORGANIZATIONAL_UNITS: '',
  EXCLUDE_ORGANIZATIONAL_UNITS: '',
  ACCOUNT_TAGS: '',
  REGIONS: '',
  AGGREGATOR: '',
  CONFIG_RULE: '',
  CONFIG_RULE_ID: '',
};

/** Size of each function's bundle, and the time that a new process takes to import it: the median of `runs`. */
export async function measureFunctions(folder: string): Promise<string> {
  const sources = (await readdir('functions')).filter((name) => name.endsWith('.ts'));
  const rows: string[][] = [];
  for (const source of sources) {
    const name = source.replace(/\.ts$/, '');
    const outfile = join(folder, `${name}.mjs`);
    await build({ ...functionBundle, entryPoints: [join('functions', source)], outfile });
    rows.push([name, number((await stat(outfile)).size / 1024), number(importMs(outfile))]);
  }
  return table(['function', 'KB', 'import, ms'], rows);
}

function importMs(file: string): number {
  const code = `const start = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - start);`;
  const times = Array.from({ length: runs }, () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, AWS_REGION: 'us-east-1', ...environment },
    });
    return Number(stdout.trim().split('\n').at(-1));
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
