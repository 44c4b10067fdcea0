import { distinctPlaces, type Place } from '../place.ts';
import type { DiscoveryPorts, MemberAccount } from './ports.ts';
import type { AccountTag, WatchSettings } from './watch-settings.ts';

/** Discovery came to nothing that could be believed: whoever was watched stays so. */
export class NobodyFound extends Error {
  override readonly name = 'NobodyFound';
}

/**
 * The accounts and Regions that are to be watched. `here`: where the functions run. Throws what a port throws, and `NobodyFound`
 * rather than answer with nobody: an answer without permissions must not look like an organisation that was dissolved.
 */
export async function discoverPlaces(
  settings: WatchSettings,
  here: Place,
  ports: DiscoveryPorts,
): Promise<readonly Place[]> {
  const accounts = await accountsOf(settings, here, ports);
  const places = await placesOf(accounts, settings, here, ports);
  if (places.length === 0) throw new NobodyFound('No account and Region fits what the parameters ask for.');
  return distinctPlaces(places);
}

async function accountsOf(
  settings: WatchSettings,
  here: Place,
  { directory }: DiscoveryPorts,
): Promise<readonly string[]> {
  const { accounts, organizationalUnits, excludeOrganizationalUnits, accountTags } = settings;
  if (accounts === 'this') return [here.account];
  if (accounts !== 'organization') return accounts;
  const inUnits = async (units: readonly string[]) =>
    (await Promise.all(units.map((unit) => directory.accountsIn(unit)))).flat();
  const found = organizationalUnits.length > 0 ? await inUnits(organizationalUnits) : await directory.accounts();
  const excluded = new Set((await inUnits(excludeOrganizationalUnits)).map(({ id }) => id));
  const candidates = [...new Set(found.filter(isActive).map(({ id }) => id))].filter((id) => !excluded.has(id));
  return accountTags.length === 0 ? candidates : tagged(candidates, accountTags, directory.tagsOf);
}

const isActive = ({ isActive }: MemberAccount): boolean => isActive;

/** One after the other: AWS Organizations takes about one call a second. */
async function tagged(
  accounts: readonly string[],
  wanted: readonly AccountTag[],
  tagsOf: (account: string) => Promise<Readonly<Record<string, string>>>,
): Promise<readonly string[]> {
  const fitting: string[] = [];
  for (const account of accounts) if (fits(await tagsOf(account), wanted)) fitting.push(account);
  return fitting;
}

/** Whether an account with the tags is to be watched. */
export function fits(tags: Readonly<Record<string, string>>, wanted: readonly AccountTag[]): boolean {
  const isThere = ({ key, value }: AccountTag) => Object.hasOwn(tags, key) && tags[key] === value;
  if (wanted.some((tag) => tag.isExcluded && isThere(tag))) return false;
  const byKey = Map.groupBy(
    wanted.filter(({ isExcluded }) => !isExcluded),
    ({ key }) => key,
  );
  return [...byKey.values()].every((alternatives) => alternatives.some(isThere));
}

async function placesOf(
  accounts: readonly string[],
  { regions, aggregator }: WatchSettings,
  here: Place,
  { clusterPlaces }: DiscoveryPorts,
): Promise<readonly Place[]> {
  if (regions === 'discover') {
    const wanted = new Set(accounts);
    return (await clusterPlaces(aggregator)).filter(({ account }) => wanted.has(account));
  }
  const named = regions.length > 0 ? regions : [here.region];
  return accounts.flatMap((account) => named.map((region) => ({ account, region })));
}
