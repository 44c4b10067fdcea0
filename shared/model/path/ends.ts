import { tryParseAddress } from '../address.ts';
import { AddressSet } from '../address-set.ts';
import { isCidr, overlaps, rangeOf } from '../cidr.ts';
import { type EndpointService, endpointServices } from '../endpoint-services.ts';
import { internet } from '../internet-path.ts';
import { hostsWorkloads, isClusterSubnet } from '../subnet-use.ts';
import type { Subnet } from '../view/records.ts';
import type { ClusterView } from '../view/views.ts';
import { loadBalancerStands } from './load-balancers.ts';
import { vpcOf } from './name-step.ts';
import {
  allNodes,
  allOfControlPlane,
  anybodyIn,
  blockStand,
  controlPlaneIn,
  interfaceStand,
  nodesIn,
  remoteStands,
} from './named-stands.ts';
import type { OutsideStand, Stand } from './stand.ts';

/** Who may open or receive a connection, beside subnets, interfaces and blocks. */
export const pathParties = [
  'api',
  'kubelet',
  'webhook',
  'dns',
  'nodes',
  'control-plane',
  'hybrid-nodes',
  'hybrid-pods',
  'load-balancers',
  'internet',
] as const;
export type PathParty = (typeof pathParties)[number];

/** The ports that parties and services are asked at, unless another one is named. */
export const usualPorts: Readonly<Partial<Record<PathParty, number>>> = {
  api: 443,
  'control-plane': 443,
  internet: 443,
  kubelet: 10_250,
  'hybrid-nodes': 10_250,
  dns: 53,
};

export type PathEnd =
  | { readonly kind: 'party'; readonly party: PathParty }
  | { readonly kind: 'service'; readonly service: EndpointService }
  | { readonly kind: 'subnet'; readonly id: string; readonly as?: 'nodes' | 'control plane' }
  | { readonly kind: 'interface'; readonly id: string }
  | { readonly kind: 'block'; readonly cidr: string };

/** What a word names, before it is looked up: undefined for an id that has to be found in the account. */
function wellKnown(word: string): PathEnd | undefined {
  const party = pathParties.find((known) => known === word);
  if (party) return { kind: 'party', party };
  const service = endpointServices.find((known) => known === word);
  if (service) return { kind: 'service', service };
  if (isCidr(word)) return { kind: 'block', cidr: word };
  const address = tryParseAddress(word);
  return address && { kind: 'block', cidr: `${word}/${address.family === 4 ? 32 : 128}` };
}

/** `nodes@subnet-a` or `control-plane@subnet-a`: a party of the cluster, in one subnet. */
const roleOf: Readonly<Record<string, 'nodes' | 'control plane'>> = {
  nodes: 'nodes',
  'control-plane': 'control plane',
};

/** The end that the word names; undefined for one that is nothing here. Raises `NotObserved` for an id that may exist unread. */
export function pathEnd({ account }: ClusterView, word: string): PathEnd | undefined {
  const known = wellKnown(word);
  if (known) return known;
  const [party = '', place] = word.split('@');
  const as = place === undefined ? undefined : roleOf[party];
  if (as && place !== undefined) return account.subnets.find(place) && { kind: 'subnet', id: place, as };
  if (!word.startsWith('eni-') && account.subnets.find(word)) return { kind: 'subnet', id: word };
  return account.networkInterfaces.find(word) ? { kind: 'interface', id: word } : undefined;
}

/** Which party of the cluster stands in a subnet, seen from the other end. */
const facing = (other: PathEnd): 'nodes' | 'control plane' =>
  other.kind === 'party' && (other.party === 'kubelet' || other.party === 'webhook' || other.party.startsWith('hybrid'))
    ? 'control plane'
    : 'nodes';

/** Everybody who is meant by an end. Raises `NotObserved` when that cannot be told. */
export function standsAt(view: ClusterView, end: PathEnd, other: PathEnd): Iterable<Stand> {
  switch (end.kind) {
    case 'subnet':
      return inSubnet(view, subnetOf(view, end.id), end.as ?? facing(other));
    case 'interface':
      return ofInterface(view, end.id);
    case 'block':
      return ofBlock(view, end.cidr, other);
    case 'party':
      return ofParty(view, end.party);
    case 'service':
      return [];
  }
}

const subnetOf = ({ account }: ClusterView, id: string): Subnet | undefined => account.subnets.find(id);

function inSubnet(view: ClusterView, subnet: Subnet | undefined, role: 'nodes' | 'control plane'): readonly Stand[] {
  if (!subnet) return [];
  if (role === 'control plane' && isClusterSubnet(view, subnet)) return [controlPlaneIn(view, subnet)];
  if (hostsWorkloads(view, subnet)) return nodesIn(view, subnet);
  return isClusterSubnet(view, subnet) ? [controlPlaneIn(view, subnet)] : [anybodyIn(view, subnet)];
}

function ofInterface(view: ClusterView, id: string): readonly Stand[] {
  const eni = view.account.networkInterfaces.find(id);
  const subnet = eni && subnetOf(view, eni.subnetId);
  return eni && subnet ? [interfaceStand(eni, subnet)] : [];
}

function ofParty(view: ClusterView, party: PathParty): Iterable<Stand> {
  switch (party) {
    case 'api':
    case 'control-plane':
      return allOfControlPlane(view);
    case 'hybrid-nodes':
      return remoteStands(view, 'nodes');
    case 'hybrid-pods':
      return remoteStands(view, 'pods');
    case 'load-balancers':
      return loadBalancerStands(view);
    case 'internet':
      return [anywhere];
    default:
      return allNodes(view);
  }
}

const anywhere: OutsideStand = {
  in: 'outside',
  name: 'the internet',
  addresses: internet[4],
  exact: false,
};

/** The parts of a block in subnets of the VPC, each with whoever stands there, and those outside. */
function ofBlock(view: ClusterView, cidr: string, other: PathEnd): readonly Stand[] {
  const { account, cluster } = view;
  const block = AddressSet.of(cidr);
  const { cidrs, ipv6Cidrs } = vpcOf(account, cluster.vpcId);
  const own = AddressSet.of(...cidrs, ...ipv6Cidrs);
  if (!own.overlaps(block)) return [blockStand(cidr)];
  const inside = account.subnets
    .inVpc(cluster.vpcId)
    .filter((subnet) => [subnet.cidr, ...subnet.ipv6Cidrs].some((part) => overlaps(rangeOf(part), rangeOf(cidr))))
    .flatMap((subnet) => inSubnet(view, subnet, facing(other)))
    .flatMap((stand) => cutTo(stand, block));
  const outside = block.subtract(own).toCidrs();
  return [...inside, ...outside.map((part) => blockStand(part))];
}

function cutTo(stand: Stand, block: AddressSet): readonly Stand[] {
  const addresses = stand.addresses.intersect(block);
  return addresses.isEmpty ? [] : [{ ...stand, addresses }];
}
