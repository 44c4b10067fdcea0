import type { Place } from '../place.ts';

/** An account of the organisation. */
export interface MemberAccount {
  readonly id: string;
  /** Neither suspended nor closed. */
  readonly isActive: boolean;
}

/** AWS Organizations. */
export interface Directory {
  readonly accounts: () => Promise<readonly MemberAccount[]>;
  /** Of an organizational unit or a root, with those of the units in it at any depth. */
  readonly accountsIn: (unit: string) => Promise<readonly MemberAccount[]>;
  readonly tagsOf: (account: string) => Promise<Readonly<Record<string, string>>>;
}

export interface DiscoveryPorts {
  readonly directory: Directory;
  /** Where an AWS Config aggregator knows of clusters. */
  readonly clusterPlaces: (aggregator: string) => Promise<readonly Place[]>;
}
