import { recordKeyOf } from './record-keys.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A path such as `subnets[3].cidr` with the keys of records in place of their numbers: `subnets.subnet-a.cidr`. */
export function namedPath(json: unknown, path: string): string {
  const steps = path.split(/\.|(?=\[)/).filter((step) => step !== '');
  const named: string[] = [];
  let value = json;
  let list = '';
  for (const step of steps) {
    const [, index] = /^\[(\d+)\]$/.exec(step) ?? [];
    value = index === undefined ? Reflect.get(Object(value), step) : Reflect.get(Object(value), Number(index));
    named.push(index === undefined ? step : (recordKeyOf(list).keyOf(value) ?? step));
    if (index === undefined) list = step;
  }
  return named.join('.');
}

export interface LostMember {
  readonly path: string;
  readonly name: string;
  /** The members that stand beside it. */
  readonly known: readonly string[];
}

/** The first member that the patch sets and that the parsed snapshot does not have, because no snapshot has it. */
export function lostMember(patch: JsonObject, parsed: unknown): LostMember | undefined {
  return lostIn(patch, parsed, []);
}

function lostIn(patch: unknown, parsed: unknown, path: readonly string[]): LostMember | undefined {
  if (!isObject(patch)) return undefined;
  const { keyOf } = recordKeyOf(path.at(-1) ?? '');
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) continue;
    const member = Array.isArray(parsed)
      ? parsed.find((record) => keyOf(record) === name)
      : Object.hasOwn(Object(parsed), name)
        ? Reflect.get(Object(parsed), name)
        : undefined;
    const here = [...path, name];
    if (member === undefined) return { path: here.join('.'), name, known: Object.keys(Object(parsed)) };
    const lost = lostIn(value, member, here);
    if (lost) return lost;
  }
  return undefined;
}
