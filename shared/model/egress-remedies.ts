import { type Egress, egress4, reachesInternetGateway } from './egress.ts';
import type { Remedy } from './remedy.ts';
import { attempt } from './view/observing.ts';
import type { NatGateway, Route, RouteTable, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/** Gives the subnet a way to the internet, or repairs the one it has. For a way that leads nowhere. */
export function egressRemedy(account: AccountView, subnet: Subnet, egress: Egress): Remedy {
  const { kind, resource } = egress.fault ?? { kind: 'route', resource: egress.routeTableId };
  if (kind === 'internet-gateway' && exists(() => account.internetGateways.find(resource))) {
    const command = ['ec2', 'attach-internet-gateway', '--internet-gateway-id', resource, '--vpc-id', subnet.vpcId];
    return { text: `Attach ${resource} to ${subnet.vpcId}.`, command };
  }
  if (kind === 'block-public-access') return exclusionRemedy(resource);
  if (kind === 'network-interface' && checksSource(account, resource)) {
    const words = ['ec2', 'modify-network-interface-attribute', '--network-interface-id', resource];
    return {
      text: `Turn off the source/destination check of ${resource}.`,
      command: [...words, '--no-source-dest-check'],
    };
  }
  const nested = kind === 'route' && !resource.startsWith(`${egress.routeTableId} `);
  if (nested) {
    const behind = egress.route?.target.id ?? 'the next hop';
    return {
      text: `Give the subnet of ${behind} a route to an internet gateway, or move ${behind} to a subnet that has one.`,
    };
  }
  return towardsNat(account, subnet, egress);
}

export const exclusionRemedy = (subnetId: string): Remedy => ({
  text: `Exclude ${subnetId} from VPC Block Public Access, if it is meant to reach the internet.`,
  command: [
    'ec2',
    'create-vpc-block-public-access-exclusion',
    '--subnet-id',
    subnetId,
    '--internet-gateway-exclusion-mode',
    'allow-bidirectional',
  ],
});

function towardsNat(account: AccountView, subnet: Subnet, { routeTableId, destination, route }: Egress): Remedy {
  const nat = workingNatFor(account, subnet);
  const block = isOneBlock(destination) ? destination : '0.0.0.0/0';
  if (!nat) {
    const text = `Create a NAT gateway in a public subnet and route ${block} in ${routeTableId} to it.`;
    return { text };
  }
  return {
    text: `Route ${block} in ${routeTableId} to ${nat.id}.`,
    command: routeCommand(
      route && isOneBlock(destination) ? 'replace-route' : 'create-route',
      routeTableId,
      block,
      nat,
    ),
  };
}

const routeCommand = (operation: string, table: string, block: string, nat: NatGateway): readonly string[] => [
  'ec2',
  operation,
  '--route-table-id',
  table,
  '--destination-cidr-block',
  block,
  '--nat-gateway-id',
  nat.id,
];

const isOneBlock = (destination: string): boolean => /^[\d.]+\/\d+$/.test(destination);

interface Blackhole {
  readonly table: RouteTable;
  readonly route: Route;
  /** One whose way to the internet it was to be. */
  readonly subnet?: Subnet;
  /** Something is known to need the route, so that to delete it would mend nothing. */
  readonly needed: boolean;
}

/** Repairs or removes a route that leads nowhere. */
export function blackholeRemedy(account: AccountView, { table, route, subnet, needed }: Blackhole): Remedy {
  const { destination, target } = route;
  const block = 'cidr' in destination ? destination.cidr : undefined;
  const what = 'cidr' in destination ? destination.cidr : destination.prefixListId;
  const nat = subnet && block !== undefined && isOneBlock(block) ? workingNatFor(account, subnet) : undefined;
  if (nat && block !== undefined) {
    const command = routeCommand('replace-route', table.id, block, nat);
    return { text: `Route ${what} in ${table.id} to ${nat.id}: ${target.id} is gone.`, command };
  }
  const restore = words[target.kind] ?? `Restore ${target.id}`;
  if (needed) return { text: `${restore}: ${table.id} needs it for ${what}.` };
  const option = block === undefined ? '--destination-prefix-list-id' : optionFor(block);
  return {
    text: `${restore}, or delete the route for ${what} if nothing needs it any more.`,
    command: ['ec2', 'delete-route', '--route-table-id', table.id, option, what],
  };
}

const optionFor = (block: string): string =>
  block.includes(':') ? '--destination-ipv6-cidr-block' : '--destination-cidr-block';

const words: Readonly<Partial<Record<Route['target']['kind'], string>>> = {
  'nat-gateway': 'Create a NAT gateway and route to that',
  'internet-gateway': 'Attach an internet gateway and route to that',
  'vpc-peering-connection': 'Create the peering connection again and route to the new one',
  'transit-gateway': 'Attach the VPC to the transit gateway again',
  'vpn-gateway': 'Attach the virtual private gateway again',
  'network-interface': 'Start the instance, or route to an interface that exists',
  'vpc-endpoint': 'Create the endpoint again and route to the new one',
};

/** A NAT gateway of the VPC that leads to the internet, in the subnet's zone if there is one; undefined when none certainly does. */
export function workingNatFor(account: AccountView, subnet: Subnet): NatGateway | undefined {
  const gateways = attempt(() => account.natGateways.inVpc(subnet.vpcId));
  if (gateways instanceof NotObserved) return undefined;
  const working = gateways.filter((nat) => attempt(() => leadsOut(account, nat)) === true);
  return working.find((nat) => attempt(() => zoneIdOf(account, nat) === subnet.zoneId) === true) ?? working[0];
}

const subnetOf = (account: AccountView, { subnetId }: NatGateway): Subnet | undefined =>
  subnetId === undefined ? undefined : account.subnets.find(subnetId);

const zoneIdOf = (account: AccountView, nat: NatGateway): string | undefined => subnetOf(account, nat)?.zoneId;

function leadsOut(account: AccountView, nat: NatGateway): boolean {
  if (nat.state !== 'available' || nat.connectivityType !== 'public') return false;
  if (nat.availabilityMode === 'regional') return true;
  const subnet = subnetOf(account, nat);
  return subnet !== undefined && reachesInternetGateway(egress4(account, subnet));
}

const exists = (find: () => unknown): boolean => {
  const found = attempt(find);
  return found !== undefined && !(found instanceof NotObserved);
};

const checksSource = (account: AccountView, eniId: string): boolean =>
  attempt(() => account.networkInterfaces.find(eniId)?.sourceDestCheck) === true;
