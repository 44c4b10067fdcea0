import { createHash } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { settingsOf } from '../config/settings-of.ts';
import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';

/** What clusters are judged by. */
export interface RuleBook {
  /** Those that are not switched off. */
  readonly rules: readonly Rule[];
  readonly settings: Settings;
  /** Equal for equal rules, parameters and declarations, whatever is waived or flaps: that makes no other judgement. */
  readonly hash: string;
  /** Plumbline's version, which stands for what the rules do. */
  readonly version: string;
  /** How often a finding may open and close within an hour before it is told as flapping; by default as often as `findings` says. */
  readonly flappingPerHour?: number;
}

/** Throws `InvalidInput` for a parameter that a rule refuses. */
export function ruleBook(rules: readonly Rule[], config: Config, version: string): RuleBook {
  const settings = settingsOf(config, rules);
  const on = rules.filter(settings.isOn);
  const { waivers: _, waiverTags: __, flappingPerHour, ...judging } = config;
  const codes = on.map(({ code }) => code);
  const hash = createHash('sha256')
    .update(JSON.stringify([version, codes, judging]))
    .digest('hex');
  return { rules: on, settings, hash, version, ...(flappingPerHour === undefined ? {} : { flappingPerHour }) };
}
