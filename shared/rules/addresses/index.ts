import type { Rule } from '../../engine/rule.ts';
import { clusterSubnetsHaveAddressesForEks } from './cluster-subnets-have-addresses-for-eks.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from './node-subnets-have-addresses-for-the-maximum.ts';

export const addressRules: readonly Rule[] = [nodeSubnetsHaveAddressesForTheMaximum, clusterSubnetsHaveAddressesForEks];
