import { type Egress, egress4 } from './egress.ts';
import { egressRemedy } from './egress-remedies.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/**
 * Where every one of the subnets is isolated by mistake: the first one's fault and remedy, which is what there is to mend. A default
 * route that leads nowhere is a mistake; so is a missing one in a VPC with an internet gateway where several services have no
 * endpoint either. Undefined when one of the subnets is isolated on purpose, or that cannot be told.
 */
export function lostWay({ account, declared }: ClusterView, subnets: readonly Subnet[], servicesMissing: number) {
  if (declared.assumeNoEgress === true) return undefined;
  const ways = subnets.map((subnet) => ({ subnet, egress: egress4(account, subnet) }));
  const [first] = ways;
  const byMistake = ({ subnet, egress }: (typeof ways)[number]) =>
    egress.route !== undefined || (servicesMissing > 1 && lacksRoute(account, subnet, egress));
  if (!first?.egress.fault || !ways.every(byMistake)) return undefined;
  return { cause: first.egress.fault, remedy: egressRemedy(account, first.subnet, first.egress) };
}

const lacksRoute = ({ internetGateways }: AccountView, { vpcId }: Subnet, { route }: Egress): boolean =>
  route === undefined &&
  attempt(() =>
    internetGateways.observed().some(({ attachments }) => attachments.some((attachment) => attachment.vpcId === vpcId)),
  ) === true;
