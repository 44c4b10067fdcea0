import type { Rule } from '../../engine/rule.ts';
import { clusterRoleHasItsPolicy } from './cluster-role-has-its-policy.ts';
import { controlPlaneLogsAreOn } from './control-plane-logs-are-on.ts';
import { fargateRolesAreNotNodeRoles } from './fargate-roles-are-not-node-roles.ts';
import { nodeGroupTypesHoldEqualPods } from './node-group-types-hold-equal-pods.ts';
import { nodeGroupsAreHealthy } from './node-groups-are-healthy.ts';
import { nodeGroupsMatchTheirAutoScalingGroups } from './node-groups-match-their-auto-scaling-groups.ts';
import { nodeRolesHaveTheirPolicies } from './node-roles-have-their-policies.ts';
import { starburstCoordinatorIsNotOnSpot } from './starburst-coordinator-is-not-on-spot.ts';
import { starburstHasTwoManagedNodeGroups } from './starburst-has-two-managed-node-groups.ts';
import { starburstUsesAnExistingVpc } from './starburst-uses-an-existing-vpc.ts';
import { starburstWorkersAreOfOneSize } from './starburst-workers-are-of-one-size.ts';
import { zonalShiftLeavesAZone } from './zonal-shift-leaves-a-zone.ts';

export const nodeGroupRules: readonly Rule[] = [
  starburstHasTwoManagedNodeGroups,
  starburstWorkersAreOfOneSize,
  starburstCoordinatorIsNotOnSpot,
  nodeGroupsAreHealthy,
  nodeRolesHaveTheirPolicies,
  clusterRoleHasItsPolicy,
  fargateRolesAreNotNodeRoles,
  controlPlaneLogsAreOn,
  nodeGroupTypesHoldEqualPods,
  nodeGroupsMatchTheirAutoScalingGroups,
  starburstUsesAnExistingVpc,
  zonalShiftLeavesAZone,
];
