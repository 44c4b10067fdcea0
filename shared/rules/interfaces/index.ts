import type { Rule } from '../../engine/rule.ts';

export const interfaceRules: readonly Rule[] = [];
