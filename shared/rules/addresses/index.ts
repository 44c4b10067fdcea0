import type { Rule } from '../../engine/rule.ts';
import { clusterSubnetsHaveAddressesForEks } from './cluster-subnets-have-addresses-for-eks.ts';

export const addressRules: readonly Rule[] = [clusterSubnetsHaveAddressesForEks];
