import type { Command } from 'commander';
import { neededReads } from '../../shared/app/needed-reads/needed-reads.ts';
import { collectScript } from '../../shared/aws/cli-output/collect-script.ts';
import { rules } from '../../shared/rules/index.ts';
import { writeText } from '../files.ts';
import { writeTo } from '../output.ts';
import { loadSettings } from '../settings.ts';

interface CollectScriptOptions {
  readonly region?: string;
  readonly cluster: readonly string[];
  readonly output?: string;
}

/** `plumbline collect-script`: prints the AWS CLI commands for people who may not run other programs against their account. */
export function addCollectScript(program: Command): void {
  program
    .command('collect-script')
    .description('print a shell script that saves with the AWS CLI alone what check --aws-cli-output reads')
    .option('--region <region>', 'the Region to read (default: that of the AWS environment)')
    .option('--cluster <name...>', 'read only these clusters; name all that share a VPC', [])
    .option('-o, --output <file>', 'write to a file in place of standard output')
    .action(async ({ region, cluster, output }: CollectScriptOptions) => {
      const settings = await loadSettings({ profiles: [] });
      const { hostNames } = neededReads(rules.filter(settings.isOn), settings);
      const script = collectScript({ region, clusters: cluster, hostNames });
      if (output === undefined) await writeTo(process.stdout, script);
      else await writeText(output, script);
    });
}
