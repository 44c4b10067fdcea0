import type { Rule } from '../../engine/rule.ts';

export const hybridNodeRules: readonly Rule[] = [];
