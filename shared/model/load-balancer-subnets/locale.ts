import { localeOf } from '../load-balancer-subnets.ts';
import type { Subnet } from '../view/records.ts';
import type { ClusterView } from '../view/views.ts';
import type { LoadBalancerRequest, ResolutionError } from './resolution.ts';

const locales = new Set(['availability-zone', 'local-zone', 'wavelength-zone', 'outpost']);

/** Why the controller refuses subnets that it has settled on, in the order of its checks: kinds of places, then their number. */
export function refusalOf(
  { account }: ClusterView,
  subnets: readonly Subnet[],
  { type, behaviour }: LoadBalancerRequest,
): ResolutionError | undefined {
  const places = subnets.map((subnet) => ({ subnet, locale: localeOf(account, subnet) }));
  const unknown = places.find(({ locale }) => !locales.has(locale));
  if (unknown) {
    const message = `unknown zone type for subnet ${unknown.subnet.id}: ${unknown.locale}`;
    return { kind: 'unknown-zone-type', message };
  }
  const kinds = [...new Set(places.map(({ locale }) => locale))].sort();
  if (kinds.length > 1) return { kind: 'mixed-locales', message: `subnets in multiple locales: [${kinds.join(' ')}]` };
  const needed = type === 'alb' && kinds[0] === 'availability-zone' && !behaviour.singleSubnetAlb ? 2 : 1;
  if (subnets.length >= needed) return undefined;
  return {
    kind: 'too-few',
    message: `subnets count less than minimal required count: ${subnets.length} < ${needed}`,
  };
}
