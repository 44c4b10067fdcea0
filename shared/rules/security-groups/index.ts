import type { Rule } from '../../engine/rule.ts';
import { clusterSecurityGroupAdmitsItself } from './cluster-security-group-admits-itself.ts';
import { clusterSecurityGroupExists } from './cluster-security-group-exists.ts';
import { clusterSecurityGroupIsTagged } from './cluster-security-group-is-tagged.ts';
import { clusterSecurityGroupLetsTheMinimumOut } from './cluster-security-group-lets-the-minimum-out.ts';
import { controlPlaneAdmitsApiClients } from './control-plane-admits-api-clients.ts';
import { controlPlaneSecurityGroupsAreClosedToTheWorld } from './control-plane-security-groups-are-closed-to-the-world.ts';
import { loadBalancerRulesHaveALoadBalancer } from './load-balancer-rules-have-a-load-balancer.ts';
import { nodeSecurityGroupsAreClosedToTheWorld } from './node-security-groups-are-closed-to-the-world.ts';
import { nodesCarryOneTaggedSecurityGroup } from './nodes-carry-one-tagged-security-group.ts';
import { securityGroupsAllowClusterTraffic } from './security-groups-allow-cluster-traffic.ts';
import { securityGroupsHaveRoomForRules } from './security-groups-have-room-for-rules.ts';

export const securityGroupRules: readonly Rule[] = [
  clusterSecurityGroupExists,
  clusterSecurityGroupAdmitsItself,
  securityGroupsHaveRoomForRules,
  securityGroupsAllowClusterTraffic,
  clusterSecurityGroupLetsTheMinimumOut,
  controlPlaneSecurityGroupsAreClosedToTheWorld,
  clusterSecurityGroupIsTagged,
  nodesCarryOneTaggedSecurityGroup,
  loadBalancerRulesHaveALoadBalancer,
  controlPlaneAdmitsApiClients,
  nodeSecurityGroupsAreClosedToTheWorld,
];
