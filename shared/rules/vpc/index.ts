import type { Rule } from '../../engine/rule.ts';
import { networkAclsAllowClusterTraffic } from './network-acls-allow-cluster-traffic.ts';
import { referencedSubnetsExist } from './referenced-subnets-exist.ts';
import { routeTablesHaveNoBlackholes } from './route-tables-have-no-blackholes.ts';

export const vpcRules: readonly Rule[] = [
  referencedSubnetsExist,
  networkAclsAllowClusterTraffic,
  routeTablesHaveNoBlackholes,
];
