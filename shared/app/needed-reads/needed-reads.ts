import type { Rule } from '../../engine/rule.ts';
import type { Settings } from '../../engine/settings.ts';
import type { OptionalCollection } from '../../model/snapshot/snapshot.ts';
import { optionalCollectionsOf } from './optional-collections.generated.ts';

/** What has to be read beside the network itself, so that the rules can decide. */
export interface NeededReads {
  readonly collections: ReadonlySet<OptionalCollection>;
  /** Names whose hosted zones are to be read; empty when no rule asks about zones. */
  readonly hostNames: readonly string[];
}

/** What these rules ask about, as their truth tables showed. Hosted zones are of interest only to those who declare host names. */
export function neededReads(rules: readonly Pick<Rule, 'code'>[], { declarations }: Settings): NeededReads {
  const collections = new Set(rules.flatMap(({ code }) => optionalCollectionsOf[code] ?? []));
  const declared = declarations.flatMap(({ hostnames }) => hostnames ?? []).map(({ name }) => name);
  const hostNames = collections.has('hostedZones') ? [...new Set(declared)].sort() : [];
  if (hostNames.length === 0) collections.delete('hostedZones');
  return { collections, hostNames };
}
