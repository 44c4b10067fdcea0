import type { Rule } from '../../engine/rule.ts';

export const zoneRules: readonly Rule[] = [];
