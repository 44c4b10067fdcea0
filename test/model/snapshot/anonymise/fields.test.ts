import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { textKind } from '../../../../shared/model/snapshot/anonymise/fields.ts';
import { collectionNames, snapshotSchema } from '../../../../shared/model/snapshot/snapshot.ts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

/** The paths of every text that the schema has, as member names. */
function textsOf(schema: Schema, at: readonly string[] = []): readonly (readonly string[])[] {
  if (schema.anyOf) return schema.anyOf.flatMap((option) => textsOf(option, at));
  if (schema.items) return textsOf(schema.items, at);
  if (schema.properties?.observed) return [];
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([member, inner]) => textsOf(inner, [...at, member]));
  }
  const isText = schema.type === 'string' || typeof schema.const === 'string';
  return isText ? [at] : [];
}

const isCollection = (name: string) => collectionNames.some((known) => known === name);
const owned = ['nodeGroups', 'fargateProfiles', 'addOns'];

it('knows what every text of a snapshot is', () => {
  const paths = textsOf(z.toJSONSchema(snapshotSchema) as Schema);
  const unknown = paths.flatMap((path) => {
    const [first = '', second = ''] = path;
    const collection =
      first === 'clusters' && owned.includes(second) ? second : isCollection(first) ? first : 'snapshot';
    const inside = path.slice(collection === second ? 2 : collection === first ? 1 : 0);
    try {
      return textKind(collection, inside) ? [] : [path.join('.')];
    } catch {
      return [path.join('.')];
    }
  });
  expect(paths.length).toBeGreaterThan(150);
  expect(unknown).toEqual([]);
});

it('refuses a text that nobody has thought about', () => {
  expect(() => textKind('subnets', ['secret'])).toThrow('subnets.secret is not known to the anonymiser');
});
