import type { Declarations } from '../model/declarations.ts';
import type { Profile, Rule } from './rule.ts';
import type { Waiver } from './waiver.ts';

/** What people configure, resolved: which values a rule's parameters have, and what is declared for a cluster. */
export interface Settings {
  /** Whether the rule is not switched off. */
  readonly isOn: (rule: Pick<Rule, 'code'>) => boolean;
  /** What is declared for one cluster or another. */
  readonly declarations: readonly Declarations[];
  readonly parametersOf: (rule: Rule) => Readonly<Record<string, unknown>>;
  readonly declarationsOf: (cluster: string) => Declarations;
  readonly profilesOf: (cluster: string) => ReadonlySet<Profile>;
  readonly waivers: readonly Waiver[];
  /** Whether tags on resources waive too. */
  readonly waiverTags: boolean;
}

const nothing = {};
const noProfiles: ReadonlySet<Profile> = new Set();

export const defaultSettings: Settings = {
  isOn: () => true,
  declarations: [],
  parametersOf: () => nothing,
  declarationsOf: () => nothing,
  profilesOf: () => noProfiles,
  waivers: [],
  waiverTags: false,
};
