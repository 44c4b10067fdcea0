import type { Rule } from '../../engine/rule.ts';
import { controlPlaneAdmitsRemoteNetworks } from './control-plane-admits-remote-networks.ts';
import { controlPlaneReachesRemoteKubelets } from './control-plane-reaches-remote-kubelets.ts';
import { controlPlaneReachesRemoteWebhooks } from './control-plane-reaches-remote-webhooks.ts';
import { hybridClustersAreIpv4WithAccessEntries } from './hybrid-clusters-are-ipv4-with-access-entries.ts';
import { hybridClustersHaveOneEndpoint } from './hybrid-clusters-have-one-endpoint.ts';
import { hybridGatewaysAreAttached } from './hybrid-gateways-are-attached.ts';
import { hybridNodesGatewaysForward } from './hybrid-nodes-gateways-forward.ts';
import { networkAclsAllowHybridTraffic } from './network-acls-allow-hybrid-traffic.ts';
import { noRulesAreLeftOfRemoteNetworks } from './no-rules-are-left-of-remote-networks.ts';
import { remoteNetworksAreInAllowedRanges } from './remote-networks-are-in-allowed-ranges.ts';
import { remoteNetworksFitTheirQuota } from './remote-networks-fit-their-quota.ts';
import { remoteNetworksOverlapNothing } from './remote-networks-overlap-nothing.ts';
import { remoteNodeNetworksAreRouted } from './remote-node-networks-are-routed.ts';
import { remotePodNetworksAreRouted } from './remote-pod-networks-are-routed.ts';
import { transitGatewaysAreAttachedInEveryZone } from './transit-gateways-are-attached-in-every-zone.ts';

export const hybridNodeRules: readonly Rule[] = [
  remoteNetworksAreInAllowedRanges,
  remoteNetworksOverlapNothing,
  remoteNetworksFitTheirQuota,
  remoteNodeNetworksAreRouted,
  remotePodNetworksAreRouted,
  hybridGatewaysAreAttached,
  transitGatewaysAreAttachedInEveryZone,
  controlPlaneAdmitsRemoteNetworks,
  controlPlaneReachesRemoteKubelets,
  controlPlaneReachesRemoteWebhooks,
  noRulesAreLeftOfRemoteNetworks,
  hybridClustersHaveOneEndpoint,
  hybridClustersAreIpv4WithAccessEntries,
  hybridNodesGatewaysForward,
  networkAclsAllowHybridTraffic,
];
