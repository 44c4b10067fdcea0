import { suggestion } from '../../shared/config/closest.ts';
import {
  type FeatureGate,
  type FeatureGates,
  featureGates,
  isBefore,
  latestRelease,
} from '../../shared/model/load-balancer-subnets/behaviour.ts';
import type { SubnetWish } from '../../shared/model/load-balancer-subnets/resolution.ts';
import type { Controller } from '../../shared/reports/load-balancer-subnets/report.ts';
import { UsageError } from '../errors.ts';

interface Options {
  readonly type: 'alb' | 'nlb';
  readonly ipAddressType: string;
  readonly controllerVersion?: string;
  readonly featureGates?: string;
  readonly subnets?: string;
  readonly subnetIds?: string;
  readonly selector: readonly string[];
}

const wrong = (option: string, text: string, problem: string): UsageError =>
  new UsageError(`${option} ${JSON.stringify(text)}: ${problem}`);

/** The release that is asked about, without a `v`. Throws `UsageError`. */
export function releaseOf({ controllerVersion: text }: Options): string | undefined {
  if (text === undefined || /^v?\d+\.\d+\.\d+$/.test(text)) return text?.replace(/^v/, '');
  throw wrong('--controller-version', text, 'is not a release such as 2.12.1');
}

/** Reads gates as the controller does: `Name=true,Other=false`. Throws `UsageError`, also for a gate that the release lacks. */
export function featureGatesOf({ featureGates: text }: Options, release = latestRelease): FeatureGates {
  if (text === undefined) return {};
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', value] = part.split('=');
      const known = Object.keys(featureGates).find((gate): gate is FeatureGate => gate === name);
      const names = Object.keys(featureGates);
      if (!known) {
        const near = suggestion(name, names) || `; there are ${names.join(', ')}`;
        throw wrong('--feature-gates', part, `no gate of this name decides about subnets${near}`);
      }
      const { since } = featureGates[known];
      if (isBefore(release, since))
        throw wrong('--feature-gates', part, `release ${release} does not have it, ${since} was the first`);
      if (value !== 'true' && value !== 'false') throw wrong('--feature-gates', part, 'is neither true nor false');
      return [known, value === 'true'];
    }),
  );
}

const listed = (option: string, text: string): readonly string[] => {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => part !== '')) return parts;
  throw wrong(option, text, 'one of the names between the commas is empty');
};

/** How the subnets are asked for. Throws `UsageError`. */
export function wishOf({ subnets, subnetIds, selector }: Options): SubnetWish {
  if ([subnets !== undefined, subnetIds !== undefined, selector.length > 0].filter(Boolean).length > 1) {
    throw new UsageError('--subnets, --subnet-ids and --selector exclude each other');
  }
  if (subnets !== undefined) return { by: 'names', namesOrIds: listed('--subnets', subnets) };
  if (subnetIds !== undefined) return { by: 'ids', ids: listed('--subnet-ids', subnetIds) };
  return selector.length === 0 ? { by: 'discovery' } : { by: 'tags', tags: tagsOf(selector) };
}

function tagsOf(selector: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const tags: Record<string, string[]> = {};
  for (const text of selector) {
    const [key = '', value] = text.split(/=(.*)/s);
    if (key === '' || value === undefined) throw wrong('--selector', text, 'is not KEY=VALUE');
    tags[key] = [...(tags[key] ?? []), value];
  }
  return tags;
}

/** Throws `UsageError` for what another controller would have been asked. */
export function rejectForeignOptions(options: Options, controller: Controller): void {
  if (controller === 'lbc') return;
  const goesWithLbc = { '--controller-version': options.controllerVersion, '--feature-gates': options.featureGates };
  for (const [option, value] of Object.entries(goesWithLbc)) {
    if (value !== undefined) throw new UsageError(`${option} goes with --controller lbc, not with ${controller}`);
  }
  if (controller !== 'ccm') return;
  if (options.type === 'alb')
    throw wrong('--type', 'alb', 'the legacy cloud provider makes no Application Load Balancers');
  if (options.ipAddressType !== 'ipv4')
    throw wrong(
      '--ip-address-type',
      options.ipAddressType,
      'the legacy cloud provider makes load balancers for IPv4 alone',
    );
  if (wishOf(options).by !== 'discovery') {
    throw new UsageError('--subnets, --subnet-ids and --selector go with --controller lbc or auto-mode');
  }
}
