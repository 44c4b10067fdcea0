import type { Rule } from '../../engine/rule.ts';
import { referencedSubnetsExist } from './referenced-subnets-exist.ts';

export const vpcRules: readonly Rule[] = [referencedSubnetsExist];
