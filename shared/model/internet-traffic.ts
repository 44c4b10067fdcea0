import type { Family } from './address.ts';
import { AddressSet } from './address-set.ts';
import { parseCidr, rangeOf } from './cidr.ts';
import { everyAddress, internet } from './internet-path.ts';
import { type AclBlock, networkAclBlocks } from './network-acl.ts';
import type { PortRange } from './ports.ts';
import { securityGroupsAllow } from './security-groups.ts';
import type { NetworkAcl, SecurityGroup } from './view/records.ts';
import type { AccountView } from './view/views.ts';

/** How much of the internet is let through. Narrow exceptions, such as a block that was denied by hand, leave it `open`. */
export type Openness = 'open' | 'partly' | 'closed';

/** Blocks that are closed and wider than this leave the internet only partly open, as with default routes. */
const longestWidePrefix: Readonly<Record<Family, number>> = { 4: 8, 6: 16 };

function opennessOf(closed: AddressSet, family: Family): Openness {
  const lost = internet[family].intersect(closed);
  if (lost.equals(internet[family])) return 'closed';
  return lost.toCidrs().some((cidr) => parseCidr(cidr).prefixLength <= longestWidePrefix[family]) ? 'partly' : 'open';
}

export interface AclTowardsInternet {
  readonly openness: Openness;
  /** Number of the entry that denies it, but for narrow blocks that others deny; absent when no entry allows it. */
  readonly by?: number;
}

/** Whether a network ACL lets TCP to (`out`) or from (`in`) the internet through, at these destination ports. */
export function aclTowardsInternet(
  acl: NetworkAcl,
  family: Family,
  direction: 'in' | 'out',
  ports: PortRange,
): AclTowardsInternet {
  const range = rangeOf(everyAddress[family]);
  const blocks = [...networkAclBlocks(acl, { direction, protocol: 'tcp', ports, range })];
  const openness = opennessOf(addressesOf(blocks), family);
  const denying = [...new Set(blocks.flatMap(({ by }) => by ?? []))];
  const deniedBy = (number: number) => addressesOf(blocks.filter((block) => block.by === number));
  const isDenied = blocks.every((block) => block.by !== undefined);
  const by =
    denying.find((number) => deniedBy(number).covers(internet[family])) ??
    (isDenied ? denying.find((number) => opennessOf(deniedBy(number), family) !== 'open') : undefined);
  return { openness, ...(by === undefined ? {} : { by }) };
}

const addressesOf = (blocks: readonly AclBlock[]): AddressSet =>
  AddressSet.ofRanges(blocks.map(({ blocked }) => blocked.addresses));

/** Whether security groups let connections out to the internet at port 443. Raises `NotObserved` when that cannot be told. */
export function groupsTowardsInternet(
  account: AccountView,
  groups: readonly SecurityGroup[],
  family: Family,
): Openness {
  const { uncovered } = securityGroupsAllow(account, groups, {
    direction: 'out',
    protocol: 'tcp',
    ports: { from: 443, to: 443 },
    peer: { cidrs: AddressSet.of(everyAddress[family]) },
  });
  return opennessOf(AddressSet.of(...uncovered), family);
}
