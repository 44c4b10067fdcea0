import { isAnything } from '../engine/pattern.ts';
import type { Rule } from '../engine/rule.ts';
import { daysLeft, mostWaiverDays, type Waiver } from '../engine/waiver.ts';
import { InvalidInput } from '../model/snapshot/parse-snapshot.ts';
import type { Config } from './config.ts';
import { ruleCalled } from './rule-called.ts';

/** The waivers of a configuration. Throws `InvalidInput` for a rule that there is not, and for a waiver of everything. */
export function waiversOf({ waivers = [] }: Config, rules: readonly Rule[]): readonly Waiver[] {
  return waivers.map(({ rule, cluster = '*', resource, reason, owner, expires }, index) => {
    const { code } = ruleCalled(rule, rules, `waivers[${index}].rule`);
    if (isAnything(resource) && isAnything(cluster)) {
      throw new InvalidInput(
        `waivers[${index}].resource`,
        `${JSON.stringify(resource)} in every cluster would waive the rule as a whole: name resources, or clusters`,
      );
    }
    return { code, cluster, resource, reason, owner, expires, source: 'configuration' };
  });
}

/** Throws `InvalidInput` for a waiver that lasts for more than a year from a time (ISO 8601). */
export function refuseLongWaivers({ waivers = [] }: Config, now: string): void {
  for (const [index, waiver] of waivers.entries()) {
    const days = daysLeft(waiver, now);
    if (days > mostWaiverDays) {
      throw new InvalidInput(
        `waivers[${index}].expires`,
        `${waiver.expires} is ${days} days ahead; a waiver lasts ${mostWaiverDays} days at most`,
      );
    }
  }
}
