// Generated from the truth tables under test/rules. Run `npm run docs`.
import type { OptionalCollection } from '../../model/snapshot/snapshot.ts';

/** By the code of a rule, what it asks about of the collections that are read only for those who ask. */
export const optionalCollectionsOf: Readonly<Record<string, readonly OptionalCollection[]>> = {
  B13: ['iamRoles'],
  F11: ['serviceQuotas'],
  G3: ['serviceQuotas'],
  G9: ['loadBalancers'],
  J5: ['iamRoles'],
  J6: ['iamRoles'],
  K1: ['loadBalancers'],
  K2: ['loadBalancers'],
  K3: ['loadBalancers'],
  K4: ['loadBalancers', 'hostedZones'],
  K5: ['loadBalancers'],
};
