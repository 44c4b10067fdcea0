import type { Rule } from '../../engine/rule.ts';
import { controlPlaneAdmitsRemoteNetworks } from './control-plane-admits-remote-networks.ts';
import { controlPlaneReachesRemoteKubelets } from './control-plane-reaches-remote-kubelets.ts';
import { hybridClustersHaveOneEndpoint } from './hybrid-clusters-have-one-endpoint.ts';
import { hybridGatewaysAreAttached } from './hybrid-gateways-are-attached.ts';
import { remoteNetworksAreInAllowedRanges } from './remote-networks-are-in-allowed-ranges.ts';
import { remoteNetworksOverlapNothing } from './remote-networks-overlap-nothing.ts';
import { remoteNodeNetworksAreRouted } from './remote-node-networks-are-routed.ts';
import { remotePodNetworksAreRouted } from './remote-pod-networks-are-routed.ts';

export const hybridNodeRules: readonly Rule[] = [
  remoteNetworksAreInAllowedRanges,
  remoteNetworksOverlapNothing,
  remoteNodeNetworksAreRouted,
  remotePodNetworksAreRouted,
  hybridGatewaysAreAttached,
  controlPlaneAdmitsRemoteNetworks,
  controlPlaneReachesRemoteKubelets,
  hybridClustersHaveOneEndpoint,
];
