export type { AddressAssumptions } from './address-demand/assumptions.ts';
export { defaultAssumptions, headroomModels } from './address-demand/assumptions.ts';
export { totalOf } from './address-demand/need.ts';
export type { AddressPlan, PoolPlan } from './address-demand/plan.ts';
export { addressPlan } from './address-demand/plan.ts';
export { isExhausted, lowerMaximum, strandedGroups } from './address-demand/relief.ts';
export { clustersOf } from './address-demand/room.ts';
export { surgeBases, surgesOf } from './address-demand/surge.ts';
export { groupFactsOf, roomFactsOf, termsOf } from './address-demand/terms.ts';
