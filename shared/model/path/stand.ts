import type { Family } from '../address.ts';
import { AddressSet } from '../address-set.ts';
import { attempt } from '../view/observing.ts';
import type { Subnet } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';

/** Somebody in a subnet of the VPC: anywhere among the addresses, with the security groups. */
export interface VpcStand {
  readonly in: 'vpc';
  /** In words: `subnet-a (nodes)`. */
  readonly name: string;
  /** Who they are to each other in a cluster; decides the words of a cause. */
  readonly role: 'nodes' | 'control plane' | 'endpoint' | 'load balancer' | 'interface' | 'other';
  /** The thing in the subnet that has the security groups, where it is one. */
  readonly resource?: string;
  readonly subnet: Subnet;
  readonly addresses: AddressSet;
  /** May raise `NotObserved`. */
  readonly securityGroupIds: () => readonly string[];
  /** Those who stand here and have no public address, in words; none when all have one. May raise `NotObserved`. */
  readonly withoutPublicAddress: () => readonly string[];
  /** What there is to mend for those; the subnet where nothing is said. */
  readonly publicAddressCause?: () => { readonly kind: string; readonly resource: string };
}

/** A network outside the VPC. */
export interface OutsideStand {
  readonly in: 'outside';
  readonly name: string;
  readonly addresses: AddressSet;
  /** Whether every address is meant, or some among them that AWS does not tell. */
  readonly exact: boolean;
  /** The block as the cluster or the question names it, where it is one. */
  readonly network?: string;
  /** Name of the AWS-managed prefix list that holds the addresses. */
  readonly prefixListName?: string;
}

export type Stand = VpcStand | OutsideStand;

/** Each place once: with security groups, once for each set of them. */
export function* distinctStands(stands: Iterable<Stand>, withGroups: boolean): Generator<Stand> {
  const seen = new Set<string>();
  for (const stand of stands) {
    const key = `${stand.name} ${withGroups && stand.in === 'vpc' ? groupsKey(stand) : ''}`;
    if (!seen.has(key)) yield stand;
    seen.add(key);
  }
}

function groupsKey({ securityGroupIds }: VpcStand): string {
  const ids = attempt(securityGroupIds);
  return ids instanceof NotObserved ? ids.message : [...ids].sort().join(' ');
}

/** The stand with its addresses of one family; undefined when it has none. */
export function inFamily<S extends Stand>(stand: S, family: Family): S | undefined {
  const addresses = AddressSet.ofRanges(stand.addresses.ranges.filter((range) => range.family === family));
  return addresses.isEmpty ? undefined : { ...stand, addresses };
}

/** The addresses in as few words as possible. */
export function addressWords({ addresses, exact, name }: AddressesOf): string {
  const cidrs = addresses.toCidrs();
  return !exact || cidrs.length > mostNamed ? name : cidrs.join(', ');
}

type AddressesOf = Pick<OutsideStand, 'addresses' | 'exact' | 'name'>;

const mostNamed = 4;
