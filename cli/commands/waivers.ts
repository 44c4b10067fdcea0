import type { Command } from 'commander';
import { checkAccount } from '../../shared/app/check-account.ts';
import type { ExitCode } from '../../shared/app/exit-code.ts';
import type { Report } from '../../shared/engine/report.ts';
import { renderWaivers, waiversJson } from '../../shared/reports/waivers.ts';
import { rules } from '../../shared/rules/index.ts';
import { reportTime } from '../clock.ts';
import { terminalLook, writeTo } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { readSource, type SourceOptions, withSourceOptions } from '../source.ts';
import { version } from '../version.ts';

interface WaiversOptions extends SourceOptions {
  readonly config?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  plumbline waivers                               the account and Region of the AWS environment
  plumbline waivers --snapshot account.json --json

Exit codes: 0 every waiver holds and covers something · 1 one has expired or matches nothing · 2 wrong usage, configuration or input
· 3 not enough could be read`;

/** `plumbline waivers`: every waiver and what it covers. */
export function addWaivers(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('waivers')
    .description('list the waivers of plumbline.yaml and of tags, and what each covers');
  withSourceOptions(command)
    .option('--config <file>', 'where the waivers stand (default: plumbline.yaml, when there is one)')
    .option('-v, --verbose', 'name every resource')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (options: WaiversOptions) => finish(await run(options)));
}

async function run(options: WaiversOptions): Promise<ExitCode> {
  const { config, verbose = false, json } = options;
  const settings = await loadSettings({ profiles: [], ...(config === undefined ? {} : { config }) });
  const snapshot = await readSource({ ...options, cluster: [] });
  const report = checkAccount(snapshot, { rules, settings, now: reportTime(), version });
  await writeTo(process.stdout, json ? waiversJson(report) : renderWaivers(report, { ...terminalLook(), verbose }));
  return exitCodeOfWaivers(report);
}

function exitCodeOfWaivers({ waivers, unreadClusters }: Report): ExitCode {
  if (waivers.some(({ state, isUnmatched }) => state === 'expired' || isUnmatched)) return 1;
  return unreadClusters.length > 0 ? 3 : 0;
}
