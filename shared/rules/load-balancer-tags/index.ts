import type { Rule } from '../../engine/rule.ts';

export const loadBalancerTagRules: readonly Rule[] = [];
