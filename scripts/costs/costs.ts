import { type Price, prices, type Unit } from './prices.ts';
import type { Usage } from './usage.ts';

const units = Object.keys(prices) as readonly Unit[];

/** Dollars a month, by service. */
export function costsOf(usage: Usage): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (const unit of units) {
    const { service, dollars }: Price = prices[unit];
    costs.set(service, (costs.get(service) ?? 0) + usage[unit] * dollars);
  }
  return costs;
}

export const totalOf = (costs: ReadonlyMap<string, number>): number =>
  [...costs.values()].reduce((sum, dollars) => sum + dollars, 0);
