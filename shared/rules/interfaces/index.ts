import type { Rule } from '../../engine/rule.ts';
import { controlPlaneHasItsInterfaces } from './control-plane-has-its-interfaces.ts';
import { controlPlaneInterfacesCarryConfiguredGroups } from './control-plane-interfaces-carry-configured-groups.ts';
import { controlPlaneInterfacesSitInClusterSubnets } from './control-plane-interfaces-sit-in-cluster-subnets.ts';

export const interfaceRules: readonly Rule[] = [
  controlPlaneHasItsInterfaces,
  controlPlaneInterfacesSitInClusterSubnets,
  controlPlaneInterfacesCarryConfiguredGroups,
];
