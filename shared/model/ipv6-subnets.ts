import type { Egress } from './egress.ts';
import { exclusionRemedy } from './egress-remedies.ts';
import type { Remedy } from './remedy.ts';
import { hostsNodeGroups } from './subnet-use.ts';
import { attempt } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** What keeps a subnet from serving a cluster of the IPv6 family. */
interface Ipv6Fault {
  readonly kind: 'ipv6Only' | 'noIpv6Block' | 'noAssignment' | 'dns64';
  readonly remedy: Remedy;
}

/** Each looks at one attribute of a subnet, so that one that was not observed does not hide the others. */
export const ipv6Checks: readonly ((view: ClusterView, subnet: Subnet) => Ipv6Fault | undefined)[] = [
  (_, { id, ipv6Native }) => {
    const text = `Use a dual-stack subnet in place of ${id}: an IPv6-only one cannot be changed.`;
    return ipv6Native ? { kind: 'ipv6Only', remedy: { text } } : undefined;
  },
  (_, { id, vpcId, ipv6Cidrs }) => {
    const text = `Associate an IPv6 block of ${vpcId} with ${id} (aws ec2 associate-subnet-cidr-block).`;
    return ipv6Cidrs.length === 0 ? { kind: 'noIpv6Block', remedy: { text } } : undefined;
  },
  (view, subnet) => {
    // Karpenter and Auto Mode ask for an IPv6 address for each instance by themselves.
    if (!hostsNodeGroups(view, subnet) || subnet.assignIpv6AddressOnCreation) return undefined;
    const command = changed(subnet, '--assign-ipv6-address-on-creation');
    return { kind: 'noAssignment', remedy: { text: `Assign IPv6 addresses in ${subnet.id}.`, command } };
  },
  (_, subnet) => {
    if (!subnet.enableDns64) return undefined;
    const command = changed(subnet, '--no-enable-dns64');
    return { kind: 'dns64', remedy: { text: `Turn DNS64 off in ${subnet.id}.`, command } };
  },
];

const changed = ({ id }: Subnet, option: string) => ['ec2', 'modify-subnet-attribute', '--subnet-id', id, option];

/** Gives the subnet a way to the IPv6 internet through an egress-only internet gateway. For a way that leads nowhere. */
export function ipv6EgressRemedy(
  account: AccountView,
  { vpcId }: Subnet,
  { routeTableId, route, fault }: Egress,
): Remedy {
  if (fault?.kind === 'block-public-access') return exclusionRemedy(fault.resource);
  const gatewayId = attachedGateway(account, vpcId);
  if (gatewayId === undefined) {
    return {
      text: `Create an egress-only internet gateway and route ::/0 in ${routeTableId} to it.`,
      command: ['ec2', 'create-egress-only-internet-gateway', '--vpc-id', vpcId],
    };
  }
  const operation = route && destinationOf(route) === '::/0' ? 'replace-route' : 'create-route';
  return {
    text: `Route ::/0 in ${routeTableId} to ${gatewayId}.`,
    command: [
      ...['ec2', operation, '--route-table-id', routeTableId],
      ...['--destination-ipv6-cidr-block', '::/0', '--egress-only-internet-gateway-id', gatewayId],
    ],
  };
}

const destinationOf = ({ destination }: NonNullable<Egress['route']>): string | undefined =>
  'cidr' in destination ? destination.cidr : undefined;

function attachedGateway({ egressOnlyInternetGateways }: AccountView, vpcId: string): string | undefined {
  const found = attempt(() =>
    egressOnlyInternetGateways
      .observed()
      .find(({ attachments }) => attachments.some((one) => one.vpcId === vpcId && one.state === 'attached')),
  );
  return found instanceof NotObserved ? undefined : found?.id;
}
