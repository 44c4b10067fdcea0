import type * as z from 'zod';
import type { Rule } from '../engine/rule.ts';
import type { Settings } from '../engine/settings.ts';
import { declarationsSchema } from '../model/declarations.ts';
import { InvalidInput, pathText, shown } from '../model/snapshot/parse-snapshot.ts';
import { suggestion } from './closest.ts';
import { type Config, configSchema } from './config.ts';

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
  return {
    parametersOf: (rule) => parameters.get(rule.code) ?? {},
    declarationsOf: (cluster) => Object.assign({}, ...matching(config.declare, cluster)),
    profilesOf: (cluster) => new Set(matching(config.profiles, cluster).flat()),
  };
}

function matching<T>(byPattern: Readonly<Record<string, T>> | undefined, cluster: string): T[] {
  return Object.entries(byPattern ?? {}).flatMap(([pattern, value]) => (matches(pattern, cluster) ? [value] : []));
}

function matches(pattern: string, cluster: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === cluster;
  const last = rest.pop() ?? '';
  if (!cluster.startsWith(first) || !cluster.endsWith(last) || cluster.length < first.length + last.length)
    return false;
  let position = first.length;
  for (const part of rest) {
    const found = cluster.indexOf(part, position);
    if (found < 0 || found + part.length > cluster.length - last.length) return false;
    position = found + part.length;
  }
  return true;
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
    const rule = rules.find(({ code, name, aliases }) => code === key || name === key || aliases.includes(key));
    const words = [common, ...rules.flatMap(({ code, name }) => [code, name])];
    if (!rule) throw new InvalidInput(`parameters.${key}`, `there is no such rule${suggestion(key, words)}`);
    own.set(rule.code, { ...own.get(rule.code), ...values });
  }
  return new Map(rules.map((rule) => [rule.code, checked(rule, shared, own.get(rule.code) ?? {})]));
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
    const known =
      words ?? (issue.path[0] === 'declare' ? Object.keys(declarationsSchema.shape) : Object.keys(configSchema.shape));
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
