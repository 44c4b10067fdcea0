/** Feature gates of the AWS Load Balancer Controller that decide about subnets: the release that has them, and their default. */
export const featureGates = {
  SubnetsClusterTagCheck: { since: '2.4.3', byDefault: true },
  ALBSingleSubnet: { since: '2.7.0', byDefault: false },
  SubnetDiscoveryByReachability: { since: '2.12.1', byDefault: true },
} as const;

export type FeatureGate = keyof typeof featureGates;
export type FeatureGates = Readonly<Partial<Record<FeatureGate, boolean>>>;

/** How a release of the controller, with its gates, chooses subnets. */
export interface ControllerBehaviour {
  /** Only subnets tagged `kubernetes.io/cluster/<cluster>` with `owned` or `shared` are candidates. */
  readonly clusterTagRequired: boolean;
  /** Subnets that are tagged for other clusters only are left out. */
  readonly foreignTagExcludes: boolean;
  /** Free addresses that a discovered subnet needs. */
  readonly minimumFree: number;
  /** Where no subnet carries the role tag, those that the scheme is meant for are candidates. */
  readonly byReachability: boolean;
  /** Dual-stack load balancers get only subnets with an associated IPv6 block. */
  readonly checksIpv6: boolean;
  /** An Application Load Balancer may have one subnet alone. */
  readonly singleSubnetAlb: boolean;
}

/** The release whose answers this model is tested against; also stands for the newest. */
export const latestRelease = '3.5.0';

/**
 * What a release does. Before 2.1.2 the cluster's tag was required; 2.3.0 first looked at free addresses (pull request 2146), 2.12.1 at
 * reachability, 3.5.0 at IPv6 blocks (pull request 4865); the gates came with their releases.
 */
export function lbcBehaviour(release: string = latestRelease, gates: FeatureGates = {}): ControllerBehaviour {
  const has = (since: string) => !isBefore(release, since);
  const gate = (name: FeatureGate) => gates[name] ?? featureGates[name].byDefault;
  return {
    clusterTagRequired: !has('2.1.2'),
    foreignTagExcludes:
      has('2.1.2') && (!has(featureGates.SubnetsClusterTagCheck.since) || gate('SubnetsClusterTagCheck')),
    minimumFree: has('2.3.0') ? 8 : 0,
    byReachability: has(featureGates.SubnetDiscoveryByReachability.since) && gate('SubnetDiscoveryByReachability'),
    checksIpv6: has('3.5.0'),
    singleSubnetAlb: has(featureGates.ALBSingleSubnet.since) && gate('ALBSingleSubnet'),
  };
}

/** Auto Mode runs a controller of AWS's own, which is documented to need the role tags (EKS user guide, "Tag subnets for EKS Auto Mode"). */
export const autoModeBehaviour: ControllerBehaviour = { ...lbcBehaviour(), byReachability: false };

/** Whether a release comes before another; both as `2.12.1` or `v2.12.1`. */
export function isBefore(release: string, other: string): boolean {
  const [mine, theirs] = [partsOf(release), partsOf(other)];
  const differing = theirs.findIndex((part, index) => part !== mine[index]);
  return differing >= 0 && (mine[differing] ?? 0) < (theirs[differing] ?? 0);
}

function partsOf(release: string): readonly number[] {
  return release.replace(/^v/, '').split('.').map(Number);
}
