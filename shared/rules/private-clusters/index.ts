import type { Rule } from '../../engine/rule.ts';
import { isolatedClustersHaveAPrivateEndpoint } from './isolated-clusters-have-a-private-endpoint.ts';
import { isolatedNodesHaveTheEndpointsTheyNeed } from './isolated-nodes-have-the-endpoints-they-need.ts';

export const privateClusterRules: readonly Rule[] = [
  isolatedClustersHaveAPrivateEndpoint,
  isolatedNodesHaveTheEndpointsTheyNeed,
];
