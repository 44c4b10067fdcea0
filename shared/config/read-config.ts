import { parseDocument } from 'yaml';
import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import { InvalidInput } from '../model/snapshot/parse-snapshot.ts';
import type { Config } from './config.ts';
import { parsedConfig, settingsOf } from './settings-of.ts';
import { refuseLongWaivers } from './waivers-of.ts';

/**
 * Reads the text of a `plumbline.yaml` at a time (ISO 8601, else now), from which the length of waivers is counted. Throws `InvalidInput` naming
 * the key and the value; unknown keys come with a suggestion.
 */
export const readConfig = (text: string, rules: readonly Rule[], now?: string): Settings =>
  settingsOf(parseConfig(text, now), rules);

/** As `readConfig`, before it is resolved against the rules. */
export function parseConfig(text: string, now = new Date().toISOString()): Config {
  const document = parseDocument(text);
  const [syntax] = document.errors;
  if (syntax) throw new InvalidInput('', syntax.message.replaceAll('\n', ' '), { cause: syntax });
  const config = parsedConfig(document.toJS() ?? {});
  refuseLongWaivers(config, now);
  return config;
}
