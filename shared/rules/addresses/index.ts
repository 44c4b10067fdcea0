import type { Rule } from '../../engine/rule.ts';
import { clusterSubnetsHaveAddressesForEks } from './cluster-subnets-have-addresses-for-eks.ts';
import { controlPlaneUpdatesHaveAddresses } from './control-plane-updates-have-addresses.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from './node-subnets-have-addresses-for-the-maximum.ts';
import { starburstAddressesAreAvailable } from './starburst-addresses-are-available.ts';

export const addressRules: readonly Rule[] = [
  nodeSubnetsHaveAddressesForTheMaximum,
  starburstAddressesAreAvailable,
  clusterSubnetsHaveAddressesForEks,
  controlPlaneUpdatesHaveAddresses,
];
