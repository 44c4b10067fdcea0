import { egress4, isLost } from './egress.ts';
import { egressRemedy } from './egress-remedies.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/**
 * Where every one of the subnets is isolated only because its default route leads to something lost: the first one's fault and
 * remedy, which is what there is to mend. Undefined when one of them is isolated on purpose.
 */
export function lostWay({ account, declared }: ClusterView, subnets: readonly Subnet[]) {
  if (declared.assumeNoEgress === true) return undefined;
  const ways = subnets.map((subnet) => ({ subnet, egress: egress4(account, subnet) }));
  const [first] = ways;
  if (!first?.egress.fault || !ways.every(({ egress }) => isLost(egress))) return undefined;
  return { cause: first.egress.fault, remedy: egressRemedy(account, first.subnet, first.egress) };
}
