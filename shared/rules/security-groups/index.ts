import type { Rule } from '../../engine/rule.ts';

export const securityGroupRules: readonly Rule[] = [];
