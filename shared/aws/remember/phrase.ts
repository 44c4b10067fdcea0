import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** An attribute, by the names that lead to it. */
export interface Attribute {
  readonly path: readonly string[];
}

export const attribute = (...path: readonly string[]): Attribute => ({ path });

type Part = Attribute | string | number | boolean;

/** A condition or key condition, its values apart from its words. */
export interface Phrase {
  readonly words: readonly string[];
  readonly parts: readonly Part[];
}

/** A phrase of DynamoDB's expressions: attributes and values stand in the holes of the template. */
export const phrase = (words: TemplateStringsArray, ...parts: readonly Part[]): Phrase => ({ words, parts });

/** The names and values of one request, by the placeholders that its expressions use. No name or value is ever part of an expression. */
export class Placeholders {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, AttributeValue> = {};

  text({ words, parts }: Phrase): string {
    return words.map((word, index) => word + (index < parts.length ? this.#hole(parts[index]) : '')).join('');
  }

  /** `SET …`, `REMOVE …` and `ADD …` */
  update(
    set: Readonly<Record<string, unknown>>,
    remove: readonly string[],
    add: Readonly<Record<string, unknown>> = {},
  ): string {
    const settings = Object.entries(set).map(([name, value]) => `${this.name(name)} = ${this.value(value)}`);
    const removals = remove.map((name) => this.name(name));
    const additions = Object.entries(add).map(([name, value]) => `${this.name(name)} ${this.value(value)}`);
    return [
      ...(settings.length > 0 ? [`SET ${settings.join(', ')}`] : []),
      ...(removals.length > 0 ? [`REMOVE ${removals.join(', ')}`] : []),
      ...(additions.length > 0 ? [`ADD ${additions.join(', ')}`] : []),
    ].join(' ');
  }

  name(name: string): string {
    const known = Object.keys(this.names).find((placeholder) => this.names[placeholder] === name);
    const placeholder = known ?? `#n${Object.keys(this.names).length}`;
    this.names[placeholder] = name;
    return placeholder;
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    Object.assign(this.values, marshall({ [placeholder]: value }));
    return placeholder;
  }

  #hole(part: Part | undefined): string {
    return typeof part === 'object' ? part.path.map((name) => this.name(name)).join('.') : this.value(part);
  }

  /** Both maps as a request takes them, which must not be empty. */
  get fields() {
    return {
      ...(Object.keys(this.names).length > 0 ? { ExpressionAttributeNames: this.names } : {}),
      ...(Object.keys(this.values).length > 0 ? { ExpressionAttributeValues: this.values } : {}),
    };
  }
}
