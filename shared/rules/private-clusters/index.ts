import type { Rule } from '../../engine/rule.ts';

export const privateClusterRules: readonly Rule[] = [];
