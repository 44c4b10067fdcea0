import type { Rule } from '../../engine/rule.ts';
import { clusterTagsDoNotExcludeTheCluster } from './cluster-tags-do-not-exclude-the-cluster.ts';
import { loadBalancerSubnetsAreUnambiguous } from './load-balancer-subnets-are-unambiguous.ts';
import { privateSubnetsAreTaggedForInternalLoadBalancers } from './private-subnets-are-tagged-for-internal-load-balancers.ts';
import { publicSubnetsAreTaggedForLoadBalancers } from './public-subnets-are-tagged-for-load-balancers.ts';
import { roleTagsMatchReachability } from './role-tags-match-reachability.ts';

export const loadBalancerTagRules: readonly Rule[] = [
  publicSubnetsAreTaggedForLoadBalancers,
  privateSubnetsAreTaggedForInternalLoadBalancers,
  roleTagsMatchReachability,
  clusterTagsDoNotExcludeTheCluster,
  loadBalancerSubnetsAreUnambiguous,
];
