import { readConfig } from '../shared/config/read-config.ts';
import type { Profile } from '../shared/engine/rule.ts';
import { defaultSettings, type Settings } from '../shared/engine/settings.ts';
import { rules } from '../shared/rules/index.ts';
import { reportTime } from './clock.ts';
import { about } from './errors.ts';
import { exists, readText } from './files.ts';

const usualFile = 'plumbline.yaml';

interface SettingsOptions {
  readonly config?: string;
  /** Profiles to add for every cluster. */
  readonly profiles: readonly Profile[];
}

/** The named configuration, `plumbline.yaml` of the current folder when there is one, or the defaults. */
export async function loadSettings({ config, profiles }: SettingsOptions): Promise<Settings> {
  const file = config ?? ((await exists(usualFile)) ? usualFile : undefined);
  const settings = file === undefined ? defaultSettings : await settingsFrom(file);
  if (profiles.length === 0) return settings;
  return { ...settings, profilesOf: (cluster) => new Set([...settings.profilesOf(cluster), ...profiles]) };
}

async function settingsFrom(file: string): Promise<Settings> {
  const text = await readText(file);
  return about(file, () => readConfig(text, rules, reportTime()));
}
