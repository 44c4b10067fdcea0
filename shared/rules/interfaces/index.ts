import type { Rule } from '../../engine/rule.ts';
import { controlPlaneHasItsInterfaces } from './control-plane-has-its-interfaces.ts';
import { controlPlaneInterfacesCarryConfiguredGroups } from './control-plane-interfaces-carry-configured-groups.ts';
import { controlPlaneInterfacesHaveACluster } from './control-plane-interfaces-have-a-cluster.ts';
import { controlPlaneInterfacesSitInClusterSubnets } from './control-plane-interfaces-sit-in-cluster-subnets.ts';
import { noManageTagsTakeEffect } from './no-manage-tags-take-effect.ts';
import { podInterfacesCarryTheirNodesGroups } from './pod-interfaces-carry-their-nodes-groups.ts';
import { subnetsHoldNoLeakedInterfaces } from './subnets-hold-no-leaked-interfaces.ts';

export const interfaceRules: readonly Rule[] = [
  controlPlaneHasItsInterfaces,
  controlPlaneInterfacesSitInClusterSubnets,
  controlPlaneInterfacesCarryConfiguredGroups,
  subnetsHoldNoLeakedInterfaces,
  controlPlaneInterfacesHaveACluster,
  podInterfacesCarryTheirNodesGroups,
  noManageTagsTakeEffect,
];
