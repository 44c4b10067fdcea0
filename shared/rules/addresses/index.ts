import type { Rule } from '../../engine/rule.ts';
import { clusterSubnetsHaveAddressesForEks } from './cluster-subnets-have-addresses-for-eks.ts';
import { clusterSubnetsHaveTheRecommendedAddresses } from './cluster-subnets-have-the-recommended-addresses.ts';
import { cniWarmSettingsAreSupported } from './cni-warm-settings-are-supported.ts';
import { controlPlaneUpdatesHaveAddresses } from './control-plane-updates-have-addresses.ts';
import { customPodSubnetsCoverTheNodes } from './custom-pod-subnets-cover-the-nodes.ts';
import { eksReportsNoNetworkIssues } from './eks-reports-no-network-issues.ts';
import { fargateSubnetsArePrivateAndHaveAddresses } from './fargate-subnets-are-private-and-have-addresses.ts';
import { loadBalancerSubnetsHaveAddresses } from './load-balancer-subnets-have-addresses.ts';
import { nodeGroupUpdatesHaveAddresses } from './node-group-updates-have-addresses.ts';
import { nodeSubnetsHaveAddressesForFullNodes } from './node-subnets-have-addresses-for-full-nodes.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from './node-subnets-have-addresses-for-the-maximum.ts';
import { podSecurityGroupsFitTheNodes } from './pod-security-groups-fit-the-nodes.ts';
import { podSubnetTagsAreCoherent } from './pod-subnet-tags-are-coherent.ts';
import { prefixDelegationRunsOnNitro } from './prefix-delegation-runs-on-nitro.ts';
import { starburstAddressesAreAvailable } from './starburst-addresses-are-available.ts';
import { subnetsAvoidTheDockerBridge } from './subnets-avoid-the-docker-bridge.ts';
import { subnetsFitAnIpv6Cluster } from './subnets-fit-an-ipv6-cluster.ts';
import { subnetsHaveAddressesToSpare } from './subnets-have-addresses-to-spare.ts';
import { subnetsHaveBlocksForPrefixes } from './subnets-have-blocks-for-prefixes.ts';

export const addressRules: readonly Rule[] = [
  nodeSubnetsHaveAddressesForTheMaximum,
  nodeSubnetsHaveAddressesForFullNodes,
  starburstAddressesAreAvailable,
  clusterSubnetsHaveAddressesForEks,
  clusterSubnetsHaveTheRecommendedAddresses,
  controlPlaneUpdatesHaveAddresses,
  nodeGroupUpdatesHaveAddresses,
  loadBalancerSubnetsHaveAddresses,
  subnetsHaveBlocksForPrefixes,
  prefixDelegationRunsOnNitro,
  customPodSubnetsCoverTheNodes,
  podSubnetTagsAreCoherent,
  podSecurityGroupsFitTheNodes,
  fargateSubnetsArePrivateAndHaveAddresses,
  subnetsFitAnIpv6Cluster,
  subnetsHaveAddressesToSpare,
  eksReportsNoNetworkIssues,
  cniWarmSettingsAreSupported,
  subnetsAvoidTheDockerBridge,
];
