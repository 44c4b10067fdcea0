import { type Command, Option } from 'commander';
import type { ExitCode } from '../../shared/app/exit-code.ts';
import { controllerOf, loadBalancerSubnets } from '../../shared/app/what-if/load-balancer-subnets.ts';
import { type IpAddressType, ipAddressTypes } from '../../shared/model/load-balancer-subnets/resolution.ts';
import type { LoadBalancerScheme } from '../../shared/model/load-balancer-subnets.ts';
import { attempt } from '../../shared/model/view/observing.ts';
import { type Controller, controllers } from '../../shared/reports/load-balancer-subnets/report.ts';
import {
  loadBalancerSubnetsJson,
  renderLoadBalancerSubnets,
} from '../../shared/reports/load-balancer-subnets/terminal.ts';
import { oneView } from '../choose.ts';
import { featureGatesOf, rejectForeignOptions, releaseOf, wishOf } from '../load-balancer-subnets/options.ts';
import { terminalLook, writeTo } from '../output.ts';
import { loadSettings } from '../settings.ts';
import { readSource, type SourceOptions, withSourceOptions } from '../source.ts';

export interface LoadBalancerOptions extends Omit<SourceOptions, 'cluster'> {
  readonly cluster?: string;
  readonly scheme: LoadBalancerScheme;
  readonly type: 'alb' | 'nlb';
  readonly ipAddressType: IpAddressType;
  readonly controller?: Controller;
  readonly controllerVersion?: string;
  readonly featureGates?: string;
  readonly subnets?: string;
  readonly subnetIds?: string;
  readonly selector: readonly string[];
  readonly config?: string;
  readonly json?: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const examples = `
Examples:
  plumbline load-balancer-subnets --cluster payments --scheme internal --type alb
  plumbline load-balancer-subnets --scheme internet-facing --type nlb --controller-version 2.11.0
  plumbline load-balancer-subnets --scheme internal --type alb --subnets subnet-0a1,private-b
  plumbline load-balancer-subnets --scheme internal --type alb --selector tier=lb --selector tier=edge

--subnets is the annotation of an Ingress or Service, --subnet-ids and --selector are spec.subnets of an IngressClassParams.

Exit codes: 0 subnets are found · 1 the controller makes no load balancer · 2 wrong usage or input · 3 not enough could be read`;

/** `plumbline load-balancer-subnets`: which subnets a controller takes for a new load balancer, and why not the others. */
export function addLoadBalancerSubnets(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('load-balancer-subnets')
    .description('tell which subnets a controller takes for a new load balancer, and why not the others');
  withSourceOptions(command)
    .option('--cluster <name>', 'the cluster to look at (default: the only one)')
    .addOption(
      new Option('--scheme <scheme>', 'of the load balancer')
        .choices(['internal', 'internet-facing'])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--type <type>', 'of the load balancer').choices(['alb', 'nlb']).makeOptionMandatory())
    .addOption(
      new Option('--ip-address-type <type>', 'of the load balancer').choices([...ipAddressTypes]).default('ipv4'),
    )
    .addOption(
      new Option('--controller <controller>', 'what makes it (default: as declared, or as the cluster shows)').choices([
        ...controllers,
      ]),
    )
    .option(
      '--controller-version <version>',
      'of the AWS Load Balancer Controller (default: as declared, or the newest)',
    )
    .option('--feature-gates <name=value,…>', 'of the AWS Load Balancer Controller, written as for itself')
    .option('--subnets <id-or-name,…>', 'the subnets that an annotation names')
    .option('--subnet-ids <id,…>', 'the subnets that an IngressClassParams names')
    .option('--selector <key=value>', 'a tag that an IngressClassParams selects by; may be repeated', several, [])
    .option('--config <file>', 'declared facts (default: plumbline.yaml, when there is one)')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (options: LoadBalancerOptions) => finish(await answer(options)));
}

async function answer(options: LoadBalancerOptions): Promise<ExitCode> {
  const { type, scheme, ipAddressType } = options;
  const release = releaseOf(options);
  const gates = featureGatesOf(options, release);
  const wish = wishOf(options);
  const settings = await loadSettings({
    profiles: [],
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  const snapshot = await readSource({ ...options, cluster: options.cluster === undefined ? [] : [options.cluster] });
  const view = oneView(options.cluster, snapshot, settings);
  const controller = options.controller ?? attempt(() => controllerOf(view));
  if (typeof controller === 'string') rejectForeignOptions(options, controller);
  const question = { type, scheme, ipAddressType, wish, gates, release, controller: options.controller };
  const report = loadBalancerSubnets(view, question);
  const text = options.json ? loadBalancerSubnetsJson(report) : renderLoadBalancerSubnets(report, terminalLook());
  await writeTo(process.stdout, text);
  if (report.chosen === null) return 3;
  return report.error ? 1 : 0;
}
