import { isUnobserved } from '../known.ts';
import type { Snapshot } from '../snapshot.ts';
import { type AddressMap, addressMap, type BitChoice } from './address-map.ts';
import { Originals, type Pseudonyms } from './pseudonyms.ts';
import { rewrite } from './rewrite.ts';

const sameAddresses: AddressMap = { address: (text) => text, cidr: (text) => text };

/** The pseudonyms of every id, name and account of the snapshot. */
export function pseudonymsFor(snapshot: Snapshot): Pseudonyms {
  const originals = new Originals();
  rewrite(snapshot, { ...sameAddresses, pseudonyms: originals });
  return originals.pseudonyms();
}

interface AnonymiseOptions {
  /** Must not be computable by a reader of the result: derive it from the snapshot and a hash. */
  readonly bit: BitChoice;
}

/**
 * The snapshot with pseudonyms for ids, names, accounts and addresses, and without everything that no rule reads.
 * Every rule judges it as it judges the original. Region, zones, times, sizes and AWS's own vocabulary stay.
 */
export const anonymised = (snapshot: Snapshot, { bit }: AnonymiseOptions): Snapshot =>
  rewrite(snapshot, { ...addressMap(bit, vpcBlocks(snapshot)), pseudonyms: pseudonymsFor(snapshot) });

function vpcBlocks({ vpcs }: Snapshot): readonly string[] {
  if (isUnobserved(vpcs)) return [];
  return vpcs.flatMap((vpc) => {
    if (!('cidrs' in vpc) || isUnobserved(vpc.cidrs)) return [];
    return vpc.cidrs.filter((cidr) => typeof cidr === 'string');
  });
}
