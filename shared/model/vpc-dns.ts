import { formatAddress } from './address.ts';
import { parseCidr } from './cidr.ts';
import { hasIsolatedSubnet } from './isolation.ts';
import { undecidable } from './snapshot/known.ts';
import { attempt } from './view/observing.ts';
import type { DhcpOptions, Vpc } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** The DHCP options of the VPC; undefined when none are associated. Raises `NotObserved` when they were not read. */
export function dhcpOptionsOf({ dhcpOptions }: AccountView, { dhcpOptionsId }: Vpc): DhcpOptions | undefined {
  if (dhcpOptionsId === 'default') return undefined;
  const found = dhcpOptions.find(dhcpOptionsId);
  if (found) return found;
  throw new NotObserved('dhcpOptions', dhcpOptionsId, undecidable('the VPC’s DHCP options do not exist'));
}

/** The addresses of Amazon's resolver in any VPC. */
const linkLocalResolvers = ['169.254.169.253', 'fd00:ec2::253'];

/** The addresses at which Amazon's resolver answers in the VPC: those of every VPC, and the third one of its primary block. */
export function amazonResolversOf({ cidrs }: Vpc): readonly string[] {
  const [primary] = cidrs;
  if (primary === undefined) return linkLocalResolvers;
  const { family, start } = parseCidr(primary);
  return [...linkLocalResolvers, formatAddress(family, start + 2n)];
}

/** Whether the options, which are those of the VPC, name Amazon's resolver, by its name or address. */
export const namesAmazonDns = (vpc: Vpc, { domainNameServers }: DhcpOptions): boolean =>
  ['AmazonProvidedDNS', ...amazonResolversOf(vpc)].some((server) => domainNameServers.includes(server));

export interface DnsDependence {
  /** Names that the cluster needs and only Amazon's resolver knows. */
  readonly needs: readonly string[];
  /** Whether AWS asks for the resolver itself, not only for names that others may know, too. */
  readonly certain: boolean;
}

/** Raises `NotObserved` when it cannot be told whether anything does. */
export function dnsDependence(view: ClusterView): DnsDependence {
  const isolated = attempt(() => hasIsolatedSubnet(view));
  const direct = [
    ...(view.cluster.endpointPrivateAccess ? ['the name of the private API endpoint'] : []),
    ...(view.cluster.controlPlaneEgressMode === 'CUSTOMER_ROUTED'
      ? ['the private names that the customer-routed control plane calls']
      : []),
  ];
  if (direct.length === 0 && isolated instanceof NotObserved) throw isolated;
  return {
    needs: [...direct, ...(isolated === true ? ['private names of VPC endpoints'] : [])],
    certain: direct.length > 0,
  };
}
