import type { Told } from '../../app/findings/finding.ts';
import type { Claim } from '../../app/findings/memory.ts';
import { claimName, toldName } from './items.ts';
import type { Key } from './keys.ts';
import { attribute, phrase } from './phrase.ts';
import type { Table } from './table.ts';

/** Takes the right to tell. An answer that was lost counts as a refusal: nobody can tell whose the claim is. */
export async function claimIn(table: Table, key: Key, { target, version, until }: Claim, at: string): Promise<boolean> {
  const told = attribute(toldName(target), 'version');
  const refused = attribute(toldName(target), 'refused');
  const claimedUntil = attribute(claimName(target), 'until');
  const { made } = await table.update({
    key,
    set: { [claimName(target)]: { version, until } },
    conditions: [
      phrase`${attribute('version')} = ${version}`,
      phrase`(attribute_not_exists(${told}) OR ${told} <> ${version} OR attribute_exists(${refused}))`,
      phrase`(attribute_not_exists(${claimedUntil}) OR ${claimedUntil} <= ${at})`,
    ],
  });
  return made;
}

/** Puts the mark in the claim's place. */
export async function markTold(table: Table, key: Key, { target, ...claim }: Claim, told: Told): Promise<boolean> {
  const written = await table.update({
    key,
    set: { [toldName(target)]: told },
    remove: [claimName(target)],
    conditions: [
      phrase`${attribute(claimName(target), 'version')} = ${claim.version}`,
      phrase`${attribute(claimName(target), 'until')} = ${claim.until}`,
    ],
  });
  return written.made;
}
