import type { Rule } from '../../engine/rule.ts';

export const endpointAccessRules: readonly Rule[] = [];
