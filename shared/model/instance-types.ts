import type { InstanceType } from './view/records.ts';

/** Whether instances of the type run on the Nitro system, or on bare metal: only those take prefixes, and trunk interfaces. */
export const isNitro = ({ hypervisor, bareMetal }: InstanceType): boolean => bareMetal || hypervisor === 'nitro';

const burstable = /^t\d/;
const withoutTrunk = new Set(['u-6tb1.56xlarge', 'u-6tb1.112xlarge']);

/**
 * Whether a trunk interface may be attached, for security groups for pods. In the list of the VPC resource controller (v1.8.2, made
 * on 2026-09-02 from data that EC2 does not publish) those are all 1,423 types on Nitro or bare metal but the burstable ones and
 * two more; types that are newer than it follow the same rule here.
 */
export const takesTrunkInterface = (type: InstanceType): boolean =>
  isNitro(type) && !burstable.test(type.id) && !withoutTrunk.has(type.id);
