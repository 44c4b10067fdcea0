import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';
import { presentItem } from './migrations.ts';
import { attribute, type Phrase, Placeholders, phrase } from './phrase.ts';

export type Item = Readonly<Record<string, unknown>>;

/** Attributes of one item that change, and what must hold of it as it is. */
export interface Update {
  readonly key: Key;
  readonly set?: Item;
  readonly remove?: readonly string[];
  /** Members to add to sets of texts. */
  readonly add?: Readonly<Record<string, ReadonlySet<string>>>;
  /** All of them must hold. */
  readonly conditions?: readonly Phrase[];
}

/** One write of a transaction. */
export type Write = { readonly update: Update } | { readonly put: Key & Item } | { readonly delete: Key };

/** `item`: as it was when it refused the write. */
export type Written = { readonly made: true } | { readonly made: false; readonly item?: Item };

/** DynamoDB's limits for one request. */
export const mostWrites = 100;
const mostReads = 100;

const attempts = 6;

const itemFrom = (item: Record<string, AttributeValue>): Item => ({ ...presentItem(unmarshall(item)) });

/** A table with the keys `pk` and `sk`, in JavaScript's values. Reads are consistent. */
export class Table {
  readonly #name: string;
  readonly #client: DynamoDBClient;

  constructor(name: string) {
    this.#name = name;
    this.#client = new DynamoDBClient({
      maxAttempts: attempts,
      requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    });
  }

  async get(key: Key): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: this.#name, Key: marshall(key), ConsistentRead: true });
    const { Item: item } = await this.#client.send(command);
    return item && itemFrom(item);
  }

  /** Those of the keys' items that exist, in no order. */
  async getAll(keys: readonly Key[]): Promise<readonly Item[]> {
    const found: Item[] = [];
    let wanted = keys.map((key) => marshall(key));
    while (wanted.length > 0) {
      const RequestItems = { [this.#name]: { Keys: wanted.slice(0, mostReads), ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await this.#client.send(new BatchGetItemCommand({ RequestItems }));
      found.push(...(Responses?.[this.#name] ?? []).map(itemFrom));
      wanted = [...wanted.slice(mostReads), ...(UnprocessedKeys?.[this.#name]?.Keys ?? [])];
    }
    return found;
  }

  /** The items of a partition whose sort key begins so. */
  async query(partition: string, prefix: string): Promise<readonly Item[]> {
    const placeholders = new Placeholders();
    const condition = phrase`${attribute('pk')} = ${partition} AND begins_with(${attribute('sk')}, ${prefix})`;
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#name,
        KeyConditionExpression: placeholders.text(condition),
        ...placeholders.fields,
        ConsistentRead: true,
      },
    );
    const items: Record<string, AttributeValue>[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return items.map(itemFrom);
  }

  async update(update: Update): Promise<Written> {
    const command = new UpdateItemCommand({
      ...this.#updateOf(update),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return untilDecided(async () => {
      await this.#client.send(command);
    });
  }

  /** Makes all the writes or none. The SDK sends a token along, so an answer that was lost is not taken for a refusal. */
  async transact(writes: readonly Write[]): Promise<boolean> {
    const TransactItems = writes.map((write) => this.#transactItemOf(write));
    const { made } = await untilDecided(async () => {
      await this.#client.send(new TransactWriteItemsCommand({ TransactItems }));
    });
    return made;
  }

  #transactItemOf(write: Write): TransactWriteItem {
    const TableName = this.#name;
    if ('update' in write) return { Update: this.#updateOf(write.update) };
    if ('put' in write) return { Put: { TableName, Item: marshall(write.put) } };
    return { Delete: { TableName, Key: marshall(write.delete) } };
  }

  #updateOf({ key, set = {}, remove = [], add = {}, conditions = [] }: Update) {
    const placeholders = new Placeholders();
    return {
      TableName: this.#name,
      Key: marshall(key),
      UpdateExpression: placeholders.update(set, remove, add),
      ...(conditions.length > 0
        ? { ConditionExpression: conditions.map((condition) => placeholders.text(condition)).join(' AND ') }
        : {}),
      ...placeholders.fields,
    };
  }
}

/** Sends until the answer is yes or no: a transaction of somebody else on the same items decides nothing. Throws every other error. */
async function untilDecided(send: () => Promise<void>): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    try {
      await send();
      return { made: true };
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) return refusal;
      if (!isConflict(error) || attempt === attempts) throw error;
      await sleep(Math.random() * 25 * 2 ** attempt);
    }
  }
}

function refusalIn(error: unknown): Written | undefined {
  if (error instanceof ConditionalCheckFailedException)
    return { made: false, ...(error.Item ? { item: itemFrom(error.Item) } : {}) };
  return reasonsOf(error).includes('ConditionalCheckFailed') ? { made: false } : undefined;
}

const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded', 'None']);

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  const reasons = reasonsOf(error);
  return reasons.length > 0 && reasons.every((reason) => passing.has(reason));
}

const reasonsOf = (error: unknown): readonly string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code)
    : [];
