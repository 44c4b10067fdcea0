/** `[low, high]`, where the VPC CNI never comes to rest or chance decides; else one number. */
export type Count = number | readonly [low: number, high: number];

/** What one node of an instance type holds. */
export interface NodeAddressReport {
  readonly instanceType: string;
  readonly limits: {
    readonly interfaces: number;
    readonly addressesPerInterface: number;
    readonly prefixDelegation: boolean;
    /** Date of the table that tells them. */
    readonly tableDate: string;
  };
  readonly pods: number;
  /** Where the pods' addresses come from. */
  readonly mode: 'secondary-addresses' | 'prefix-delegation' | 'ipv6' | 'not-provisioned' | 'invalid';
  /** What was set, by the VPC CNI's own names. */
  readonly settings: Readonly<Record<string, string>>;
  readonly interfaces: Count;
  readonly secondaryAddresses: Count;
  readonly prefixes: Count;
  readonly nodeSubnetAddresses: Count;
  readonly podSubnetAddresses: Count;
  /** Pods that get an address; the others wait for ever. */
  readonly podsServed: Count;
  /** The kubelet's limit. */
  readonly maximumPods: Count;
  readonly notes: readonly string[];
}
