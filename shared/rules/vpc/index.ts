import type { Rule } from '../../engine/rule.ts';

export const vpcRules: readonly Rule[] = [];
