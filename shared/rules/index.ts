import type { Rule } from '../engine/rule.ts';
import { addressRules } from './addresses/index.ts';
import { endpointAccessRules } from './endpoint-access/index.ts';
import { hybridNodeRules } from './hybrid-nodes/index.ts';
import { ingressRules } from './ingress/index.ts';
import { interfaceRules } from './interfaces/index.ts';
import { loadBalancerTagRules } from './load-balancer-tags/index.ts';
import { nodeGroupRules } from './node-groups/index.ts';
import { privateClusterRules } from './private-clusters/index.ts';
import { securityGroupRules } from './security-groups/index.ts';
import { vpcRules } from './vpc/index.ts';
import { zoneRules } from './zones/index.ts';

/** Every rule, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  ...zoneRules,
  ...addressRules,
  ...loadBalancerTagRules,
  ...endpointAccessRules,
  ...privateClusterRules,
  ...hybridNodeRules,
  ...securityGroupRules,
  ...interfaceRules,
  ...vpcRules,
  ...nodeGroupRules,
  ...ingressRules,
];

/** The rule with this code, name or alias. */
export const findRule = (text: string): Rule | undefined =>
  rules.find(({ code, name, aliases }) => code === text.toUpperCase() || name === text || aliases.includes(text));
