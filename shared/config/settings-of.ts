import type * as z from 'zod';
import { matchesPattern } from '../engine/pattern.ts';
import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import { declarationsSchema } from '../model/declarations.ts';
import { InvalidInput, pathText, shown } from '../model/snapshot/parse-snapshot.ts';
import { suggestion } from './closest.ts';
import { type Config, configSchema, waiverSchema } from './config.ts';
import { ruleCalled } from './rule-called.ts';
import { waiversOf } from './waivers-of.ts';

const common = 'common';

/** Throws `InvalidInput` naming the key and the value; unknown keys come with a suggestion. */
export function parsedConfig(json: unknown): Config {
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) throw explain(parsed.error, json);
  return parsed.data;
}

/** Resolves a configuration against the rules; the parameters of every rule are checked at once. */
export function settingsOf(config: Config, rules: readonly Rule[]): Settings {
  const parameters = parametersByRule(config, rules);
  const off = rulesSwitchedOff(config, rules);
  return {
    isOn: ({ code }) => !off.has(code),
    declarations: Object.values(config.declare ?? {}),
    parametersOf: (rule) => parameters.get(rule.code) ?? {},
    declarationsOf: (cluster) => Object.assign({}, ...matching(config.declare, cluster)),
    profilesOf: (cluster) => new Set(matching(config.profiles, cluster).flat()),
    waivers: waiversOf(config, rules),
    waiverTags: config.waiverTags ?? false,
  };
}

function matching<T>(byPattern: Readonly<Record<string, T>> | undefined, cluster: string): T[] {
  return Object.entries(byPattern ?? {}).flatMap(([pattern, value]) =>
    matchesPattern(pattern, cluster) ? [value] : [],
  );
}

function parametersByRule(
  config: Config,
  rules: readonly Rule[],
): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const given = Object.entries(config.parameters ?? {});
  const shared = config.parameters?.[common] ?? {};
  const known = [...new Set(rules.flatMap((rule) => Object.keys(rule.parameters.shape)))];
  for (const key of Object.keys(shared)) {
    if (!known.includes(key))
      throw new InvalidInput(`parameters.common.${key}`, `no rule has this parameter${suggestion(key, known)}`);
  }
  const own = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [key, values] of given) {
    if (key === common) continue;
    const rule = ruleCalled(key, rules, `parameters.${key}`, [common]);
    own.set(rule.code, { ...own.get(rule.code), ...values });
  }
  return new Map(rules.map((rule) => [rule.code, checked(rule, shared, own.get(rule.code) ?? {})]));
}

function rulesSwitchedOff(config: Config, rules: readonly Rule[]): ReadonlySet<string> {
  const states = Object.entries(config.rules ?? {}).map(
    ([word, state]) => [ruleCalled(word, rules, `rules.${word}`), state] as const,
  );
  return new Set(states.flatMap(([{ code }, state]) => (state === 'off' ? code : [])));
}

function checked(
  rule: Rule,
  shared: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(rule.parameters.shape);
  const values = { ...Object.fromEntries(Object.entries(shared).filter(([key]) => keys.includes(key))), ...own };
  const parsed = rule.parameters.safeParse(values);
  if (!parsed.success) throw explain(parsed.error, values, ['parameters', rule.code], keys);
  return values;
}

/** What may stand in a member of a part of the configuration, or in the configuration itself. */
function shapeAt(part: PropertyKey | undefined): object {
  if (part === 'declare') return declarationsSchema.shape;
  return part === 'waivers' ? waiverSchema.shape : configSchema.shape;
}

function explain(
  error: z.ZodError,
  json: unknown,
  prefix: readonly PropertyKey[] = [],
  words?: readonly string[],
): InvalidInput {
  const issue = error.issues[0];
  if (!issue) return new InvalidInput('', error.message, { cause: error });
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = words ?? Object.keys(shapeAt(issue.path[0]));
    return new InvalidInput(pathText([...prefix, ...issue.path, key]), `unknown key${suggestion(key, known)}`, {
      cause: error,
    });
  }
  const value = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    json,
  );
  return new InvalidInput(pathText([...prefix, ...issue.path]), `${shown(value)}: ${issue.message}`, { cause: error });
}
