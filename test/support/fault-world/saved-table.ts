import {
  type AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { findingsTable } from '../local-table.ts';

type Item = Record<string, AttributeValue>;

/** A findings table that goes back to what it held. */
export class SavedTable {
  readonly name: string;
  readonly #client: DynamoDBClient;
  #saved: ReadonlyMap<string, Item> = new Map();

  private constructor(name: string, client: DynamoDBClient) {
    this.name = name;
    this.#client = client;
  }

  static async create(endpoint: string, name: string): Promise<SavedTable> {
    const client = new DynamoDBClient({ endpoint });
    await client.send(findingsTable(name));
    return new SavedTable(name, client);
  }

  async save(): Promise<void> {
    this.#saved = await this.items();
  }

  async restore(): Promise<void> {
    const items = await this.items();
    const changed = [...this.#saved].filter(([key, item]) => JSON.stringify(items.get(key)) !== JSON.stringify(item));
    const extra = [...items].filter(([key]) => !this.#saved.has(key));
    const requests: WriteRequest[] = [
      ...changed.map(([, Item]) => ({ PutRequest: { Item } })),
      ...extra.map(([, item]) => ({ DeleteRequest: { Key: keyOf(item) } })),
    ];
    for (let at = 0; at < requests.length; at += 25) {
      const RequestItems = { [this.name]: requests.slice(at, at + 25) };
      await this.#client.send(new BatchWriteItemCommand({ RequestItems }));
    }
  }

  async items(): Promise<ReadonlyMap<string, Item>> {
    const items = new Map<string, Item>();
    for await (const { Items = [] } of paginateScan(
      { client: this.#client },
      { TableName: this.name, ConsistentRead: true },
    )) {
      for (const item of Items) items.set(JSON.stringify(keyOf(item)), item);
    }
    return items;
  }

  stop(): void {
    this.#client.destroy();
  }
}

const keyOf = ({ pk, sk }: Item): Item => ({ ...(pk && { pk }), ...(sk && { sk }) });
