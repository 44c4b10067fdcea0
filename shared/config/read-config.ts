import { parseDocument } from 'yaml';
import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import { InvalidInput } from '../model/snapshot/parse-snapshot.ts';
import type { Config } from './config.ts';
import { parsedConfig, settingsOf } from './settings-of.ts';

/** Reads the text of a `plumbline.yaml`. Throws `InvalidInput` naming the key and the value; unknown keys come with a suggestion. */
export const readConfig = (text: string, rules: readonly Rule[]): Settings => settingsOf(parseConfig(text), rules);

/** As `readConfig`, before it is resolved against the rules. */
export function parseConfig(text: string): Config {
  const document = parseDocument(text);
  const [syntax] = document.errors;
  if (syntax) throw new InvalidInput('', syntax.message.replaceAll('\n', ' '), { cause: syntax });
  return parsedConfig(document.toJS() ?? {});
}
