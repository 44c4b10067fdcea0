import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** `lost`: the call is made, and the connection ends before its answer. Else what is answered in its place. */
export type Mishap = 'lost' | { readonly status: number; readonly body: object };

/** An error in DynamoDB's words. */
export const anError = (type: string, members: object = { message: type }): Mishap => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...members },
});

export interface TableProxy {
  readonly url: string;
  /** Calls that arrived, by operation. */
  readonly calls: Map<string, number>;
  /** What befalls the next calls of an operation, one after the other; `undefined` lets one pass. */
  readonly mishaps: Map<string, (Mishap | undefined)[]>;
  readonly close: () => Promise<void>;
}

/** A server on a free loopback port before a local DynamoDB that counts calls and fails on demand. */
export async function startTableProxy(upstream: string): Promise<TableProxy> {
  const calls: TableProxy['calls'] = new Map();
  const mishaps: TableProxy['mishaps'] = new Map();
  const server = createServer((incoming, outgoing) => {
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? 'none';
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
    answer(incoming, outgoing, upstream, mishaps.get(operation)?.shift()).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, calls, mishaps, close };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstream: string,
  mishap: Mishap | undefined,
): Promise<void> {
  const body = await text(incoming);
  if (typeof mishap === 'object') {
    send(outgoing, mishap.status, JSON.stringify(mishap.body));
    return;
  }
  const { authorization = '', 'x-amz-target': target } = incoming.headers;
  const headers = { 'content-type': 'application/x-amz-json-1.0', authorization, 'x-amz-target': String(target) };
  const reply = await fetch(upstream, { method: 'POST', headers, body });
  if (mishap === 'lost') outgoing.destroy();
  else send(outgoing, reply.status, await reply.text());
}

function send(outgoing: ServerResponse, status: number, body: string): void {
  outgoing.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
  });
  outgoing.end(body);
}
