import type { NetworkInterfaceRecord } from '../../shared/model/snapshot/compute.ts';
import type { NetworkAclRecord, SecurityGroupRecord } from '../../shared/model/snapshot/security.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import type { RouteRecord, RouteTableRecord, SubnetRecord } from '../../shared/model/snapshot/vpc.ts';

/*
 * An independent reading of AWS's documentation, one IPv4 packet at a time, over plain records in which everything was observed.
 * It shares no arithmetic with the model: addresses are numbers, blocks are compared by division.
 */

export interface Packet {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Someone with an interface: in the VPC by subnet, elsewhere without. */
export interface Host {
  readonly address: string;
  readonly subnetId?: string;
  readonly securityGroupIds: readonly string[];
  readonly hasPublicAddress: boolean;
}

export interface Drop {
  readonly heading: 'forward' | 'return';
  readonly by: 'security-group' | 'network-acl' | 'route' | 'gateway' | 'public-address';
  /** Security group ids with commas between them, or the id of the list, route table or gateway. */
  readonly component: string;
}

type Listed<T> = readonly T[];
const records = <T>(listing: unknown): Listed<T> => listing as Listed<T>;

const numbers = new Map<string, number>();

function number(address: string): number {
  const known = numbers.get(address);
  if (known !== undefined) return known;
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  numbers.set(address, value);
  return value;
}

export function isIn(address: string, block: string): boolean {
  const [base = '', length = '32'] = block.split('/');
  const size = 2 ** (32 - Number(length));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}

const lengthOf = (block: string): number => Number(block.split('/')[1]);
const protocolNames: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp' };
const named = (protocol: string): string => protocolNames[protocol] ?? protocol;

export class Simulator {
  readonly #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Sends the packet and the answer; undefined when both arrive. */
  connect(from: Host, to: Host, { sourcePort, port, protocol }: Packet): Drop | undefined {
    const there = { source: from, destination: to, port, protocol };
    const back = { source: to, destination: from, port: sourcePort, protocol };
    return this.#send('forward', there) ?? this.#send('return', back);
  }

  #send(heading: Drop['heading'], leg: Leg): Drop | undefined {
    const drop = (by: Drop['by'], component: string): Drop => ({ heading, by, component });
    const { source, destination } = leg;
    if (source.subnetId !== undefined && heading === 'forward' && !this.#groupsPass('out', source, destination, leg))
      return drop('security-group', source.securityGroupIds.join(', '));
    const lost =
      source.subnetId === undefined
        ? this.#arrive(heading, leg)
        : this.#leave(heading, leg, source.subnetId, source, []);
    if (lost) return lost;
    if (
      destination.subnetId !== undefined &&
      heading === 'forward' &&
      !this.#groupsPass('in', destination, source, leg)
    )
      return drop('security-group', destination.securityGroupIds.join(', '));
    return undefined;
  }

  /** From outside: answers and new connections come in through the door by which the way there leads. */
  #arrive(heading: Drop['heading'], leg: Leg): Drop | undefined {
    const { destination, source } = leg;
    if (destination.subnetId === undefined) return undefined;
    const doors = heading === 'return' ? this.#stationsTowards(destination.subnetId, source.address) : [];
    for (const [index, subnetId] of [...doors.entries()].reverse()) {
      const before = index === 0 ? destination.address : this.#anyAddressIn(doors[index - 1] ?? '');
      const lost =
        this.#cross(heading, 'in', subnetId, source.address, leg) ?? this.#cross(heading, 'out', subnetId, before, leg);
      if (lost) return lost;
    }
    return this.#cross(heading, 'in', destination.subnetId, source.address, leg);
  }

  /** From a subnet: out of it, along its route, and through whatever that leads to. */
  #leave(heading: Drop['heading'], leg: Leg, subnetId: string, at: Host, seen: readonly string[]): Drop | undefined {
    const { destination } = leg;
    const isHere = destination.subnetId === subnetId;
    if (isHere) return undefined;
    const out = this.#cross(heading, 'out', subnetId, destination.address, leg);
    if (out) return out;
    const table = this.tableOf(subnetId);
    const lost = (by: Drop['by'], component: string): Drop => ({ heading, by, component });
    const route = routeFor(table, destination.address);
    if (!route || stateOf(route) === 'blackhole' || seen.includes(table.id)) return lost('route', table.id);
    const { kind, id } = targetOf(route);
    if (kind === 'local') {
      if (destination.subnetId === undefined) return lost('route', table.id);
      return this.#cross(heading, 'in', destination.subnetId, at.address, leg);
    }
    if (destination.subnetId !== undefined) return lost('route', table.id);
    if (isPrivate(destination.address)) return this.#toPremises(heading, table, kind, id);
    return this.#toInternet(heading, leg, { table, kind, id, subnetId, at, seen });
  }

  #toPremises(heading: Drop['heading'], table: RouteTableRecord, kind: string, id: string): Drop | undefined {
    if (kind === 'transit-gateway') {
      const attachments = records<{ transitGatewayId: string; vpcId: string; state: string }>(
        this.#snapshot.transitGatewayVpcAttachments,
      );
      const isUp = attachments.some(
        (one) =>
          one.transitGatewayId === id && one.vpcId === table.vpcId && ['available', 'modifying'].includes(one.state),
      );
      return isUp ? undefined : { heading, by: 'gateway', component: id };
    }
    if (kind === 'vpn-gateway') {
      const gateway = records<{ id: string; state: string; attachments: { vpcId: string; state: string }[] }>(
        this.#snapshot.vpnGateways,
      ).find((one) => one.id === id);
      const isUp =
        gateway?.state === 'available' &&
        gateway.attachments.some((one) => one.vpcId === table.vpcId && one.state === 'attached');
      return isUp ? undefined : { heading, by: 'gateway', component: id };
    }
    return { heading, by: 'route', component: table.id };
  }

  #toInternet(heading: Drop['heading'], leg: Leg, hop: Departure): Drop | undefined {
    const { table, kind, id, subnetId, at, seen } = hop;
    const lost = (by: Drop['by'], component: string): Drop => ({ heading, by, component });
    if (kind === 'transit-gateway' || kind === 'vpn-gateway') return undefined;
    if (kind === 'internet-gateway') {
      const mode = this.subnet(subnetId).internetGatewayBlockMode;
      const isNat = at.subnetId === undefined;
      if (!this.#isAttached(id, table)) return lost('gateway', id);
      if (mode === 'block-bidirectional' || (mode === 'block-ingress' && !isNat)) return lost('gateway', subnetId);
      return at.hasPublicAddress ? undefined : lost('public-address', subnetId);
    }
    if (kind !== 'nat-gateway') return lost('route', table.id);
    const nat = records<{ id: string; state: string; connectivityType: string; subnetId: string }>(
      this.#snapshot.natGateways,
    ).find((one) => one.id === id);
    if (nat?.state !== 'available') return lost('gateway', id);
    const entered = this.#cross(heading, 'in', nat.subnetId, at.address, leg);
    if (entered) return entered;
    const translated = {
      address: this.#anyAddressIn(nat.subnetId),
      securityGroupIds: [],
      hasPublicAddress: nat.connectivityType === 'public',
    };
    const beyond = this.#leave(heading, leg, nat.subnetId, translated, [...seen, table.id]);
    if (beyond) return beyond.by === 'public-address' ? lost('gateway', id) : beyond;
    const next = routeFor(this.tableOf(nat.subnetId), leg.destination.address);
    const isOut = next !== undefined && targetOf(next).kind === 'internet-gateway';
    return isOut || nat.connectivityType === 'private' ? undefined : lost('gateway', id);
  }

  #isAttached(id: string, { vpcId }: RouteTableRecord): boolean {
    const gateways = records<{ id: string; attachments: { vpcId: string; state: string }[] }>(
      this.#snapshot.internetGateways,
    );
    return gateways.some(
      (one) =>
        one.id === id &&
        one.attachments.some((to) => to.vpcId === vpcId && ['attached', 'available'].includes(to.state)),
    );
  }

  /** The subnets of the NAT gateways that a packet passes. */
  #stationsTowards(subnetId: string, address: string): readonly string[] {
    const found: string[] = [];
    for (let at = subnetId; found.length < 5; ) {
      const route = routeFor(this.tableOf(at), address);
      if (!route || targetOf(route).kind !== 'nat-gateway') break;
      const nat = records<{ id: string; subnetId: string }>(this.#snapshot.natGateways).find(
        (one) => one.id === targetOf(route).id,
      );
      if (!nat) break;
      at = nat.subnetId;
      found.push(at);
    }
    return found;
  }

  #anyAddressIn(subnetId: string): string {
    return String(this.subnet(subnetId).cidr).split('/')[0] ?? '';
  }

  /** A list is asked only about what is beyond its own subnet. */
  #cross(
    heading: Drop['heading'],
    direction: 'in' | 'out',
    subnetId: string,
    other: string,
    leg: Leg,
  ): Drop | undefined {
    if (isIn(other, String(this.subnet(subnetId).cidr))) return undefined;
    const acl = this.aclOf(subnetId);
    const entries = [...records<Entry>(acl.entries)]
      .filter(({ egress }) => egress === (direction === 'out'))
      .sort((a, b) => a.number - b.number);
    const deciding = entries.find(
      ({ protocol, cidr, ports }) =>
        ['any', leg.protocol].includes(named(protocol)) &&
        isIn(other, cidr) &&
        (ports === undefined || (ports.from <= leg.port && leg.port <= ports.to)),
    );
    return deciding?.action === 'allow' ? undefined : { heading, by: 'network-acl', component: acl.id };
  }

  #groupsPass(direction: 'in' | 'out', own: Host, other: Host, { port, protocol }: Leg): boolean {
    const groups = records<SecurityGroupRecord>(this.#snapshot.securityGroups).filter(({ id }) =>
      own.securityGroupIds.includes(id),
    );
    return groups
      .flatMap((group) => records<Rule>(direction === 'in' ? group.ingress : group.egress))
      .some((rule) => {
        if (!['any', protocol].includes(named(rule.protocol))) return false;
        if (rule.ports && named(rule.protocol) !== 'any' && (port < rule.ports.from || port > rule.ports.to))
          return false;
        const { peer } = rule;
        if (peer.cidr !== undefined) return isIn(other.address, peer.cidr);
        if (peer.securityGroupId !== undefined)
          return other.subnetId !== undefined && other.securityGroupIds.includes(peer.securityGroupId);
        const list = records<{ id: string; entries: string[] }>(this.#snapshot.prefixLists).find(
          ({ id }) => id === peer.prefixListId,
        );
        return list?.entries.some((block) => isIn(other.address, block)) ?? false;
      });
  }

  subnet(id: string): SubnetRecord {
    const found = records<SubnetRecord>(this.#snapshot.subnets).find((one) => one.id === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  }

  tableOf(subnetId: string): RouteTableRecord {
    const tables = records<RouteTableRecord>(this.#snapshot.routeTables);
    const found =
      tables.find(({ subnetIds }) => records<string>(subnetIds).includes(subnetId)) ??
      tables.find(({ main }) => main === true);
    if (!found) throw new Error(`no table for ${subnetId}`);
    return found;
  }

  aclOf(subnetId: string): NetworkAclRecord {
    const lists = records<NetworkAclRecord>(this.#snapshot.networkAcls);
    const found =
      lists.find(({ subnetIds }) => records<string>(subnetIds).includes(subnetId)) ??
      lists.find(({ isDefault }) => isDefault === true);
    if (!found) throw new Error(`no list for ${subnetId}`);
    return found;
  }

  interface(id: string): NetworkInterfaceRecord {
    const found = records<NetworkInterfaceRecord>(this.#snapshot.networkInterfaces).find((one) => one.id === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  }
}

interface Leg {
  readonly source: Host;
  readonly destination: Host;
  readonly port: number;
  readonly protocol: string;
}

interface Departure {
  readonly table: RouteTableRecord;
  readonly kind: string;
  readonly id: string;
  readonly subnetId: string;
  readonly at: Host;
  readonly seen: readonly string[];
}

interface Ports {
  readonly from: number;
  readonly to: number;
}
interface Entry {
  readonly number: number;
  readonly egress: boolean;
  readonly action: string;
  readonly protocol: string;
  readonly cidr: string;
  readonly ports?: Ports;
}
interface Rule {
  readonly protocol: string;
  readonly ports?: Ports;
  readonly peer: { readonly cidr?: string; readonly securityGroupId?: string; readonly prefixListId?: string };
}

const targetOf = ({ target }: RouteRecord) => target as { readonly kind: string; readonly id: string };
const stateOf = ({ state }: RouteRecord) => state as string;
const blockOf = ({ destination }: RouteRecord) => (destination as { readonly cidr: string }).cidr;

const isPrivate = (address: string): boolean =>
  ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].some((block) => isIn(address, block));

/** The longest block wins; a propagated route never beats the VPC's own, nor a static one of its length. Blackholes win too. */
function routeFor(table: RouteTableRecord, address: string): RouteRecord | undefined {
  const holding = records<RouteRecord>(table.routes).filter(
    (route) => isIn(address, blockOf(route)) && stateOf(route) !== 'filtered',
  );
  const hasLocal = holding.some((route) => targetOf(route).kind === 'local');
  const rank = (route: RouteRecord) => lengthOf(blockOf(route)) * 2 + (route.origin === 'propagated' ? 0 : 1);
  return holding.filter(({ origin }) => !(hasLocal && origin === 'propagated')).sort((a, b) => rank(b) - rank(a))[0];
}
