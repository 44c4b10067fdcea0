import type { Rule } from '../../engine/rule.ts';
import { clusterSubnetsHaveAddressesForEks } from './cluster-subnets-have-addresses-for-eks.ts';
import { cniWarmSettingsAreSupported } from './cni-warm-settings-are-supported.ts';
import { controlPlaneUpdatesHaveAddresses } from './control-plane-updates-have-addresses.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from './node-subnets-have-addresses-for-the-maximum.ts';
import { prefixDelegationRunsOnNitro } from './prefix-delegation-runs-on-nitro.ts';
import { starburstAddressesAreAvailable } from './starburst-addresses-are-available.ts';
import { subnetsAvoidTheDockerBridge } from './subnets-avoid-the-docker-bridge.ts';

export const addressRules: readonly Rule[] = [
  nodeSubnetsHaveAddressesForTheMaximum,
  starburstAddressesAreAvailable,
  clusterSubnetsHaveAddressesForEks,
  controlPlaneUpdatesHaveAddresses,
  prefixDelegationRunsOnNitro,
  cniWarmSettingsAreSupported,
  subnetsAvoidTheDockerBridge,
];
