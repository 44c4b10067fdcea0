import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { callOf } from './aws-proxy/action.ts';
import { deniedReply, json, type Reply, throttledReply } from './aws-proxy/reply.ts';

/**
 * What befalls a call. `lost`: it is made, and the connection ends before its answer; `cut`: in the middle of it; `unsent`: before it is
 * made. `twice`: it is made two times, and the second answer is given. A number delays it by so many milliseconds; a reply is given in
 * AWS's place; a function is run, and the connection ends `before` the call is made or `after` it.
 */
export type Mishap =
  | 'throttled'
  | 'busy'
  | 'denied'
  | 'lost'
  | 'cut'
  | 'unsent'
  | 'twice'
  | number
  | Reply
  | { readonly run: () => void; readonly when: 'before' | 'after' };

/** An error in DynamoDB's words. */
export const anError = (type: string, members: object = { message: type }): Reply =>
  json(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...members });

/** A call that arrived, in the service's words. */
export interface Arrival {
  readonly action: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Upstream = string | ((arrival: Arrival) => Promise<Reply>);

export interface FaultProxy {
  readonly url: string;
  /** Calls that arrived, by action. */
  readonly calls: Map<string, number>;
  /** What befalls the next calls of an action, one after the other; `undefined` lets one pass. */
  readonly mishaps: Map<string, (Mishap | undefined)[]>;
  /** What befalls every other call. May be replaced. */
  befall: (arrival: Arrival) => Mishap | undefined;
  /** Calls that were made and went well, in order. May be emptied. */
  readonly made: Arrival[];
  /** The clock that AWS goes by. May be replaced. */
  now: () => Date;
  readonly close: () => Promise<void>;
}

/** A server on a free loopback port before local AWS that counts calls and fails on demand. `upstreamOf`: by the service's name. */
export async function startFaultProxy(upstreamOf: (service: string) => Upstream): Promise<FaultProxy> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, { proxy, upstreamOf }).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}`,
    calls: new Map(),
    mishaps: new Map(),
    befall: () => undefined,
    made: [],
    now: () => new Date(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

interface Context {
  readonly proxy: FaultProxy;
  readonly upstreamOf: (service: string) => Upstream;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, context: Context): Promise<void> {
  const { proxy, upstreamOf } = context;
  const body = await text(incoming);
  const { action, service } = callOf(incoming, body);
  const { method = 'POST', url = '/' } = incoming;
  const arrival = { action, method, url, headers: headersOf(incoming), body };
  proxy.calls.set(action, (proxy.calls.get(action) ?? 0) + 1);
  const mishaps = proxy.mishaps.get(action);
  const mishap = mishaps && mishaps.length > 0 ? mishaps.shift() : proxy.befall(arrival);
  const upstream = upstreamOf(service);
  const make = async () => {
    const reply = typeof upstream === 'string' ? await forwarded(arrival, upstream) : await upstream(arrival);
    if (reply.status === 200) proxy.made.push(arrival);
    return reply;
  };
  const reply = await outcomeOf(mishap, make, { action, service });
  if (reply === 'ended') outgoing.destroy();
  else send(outgoing, reply, { isCut: mishap === 'cut', date: proxy.now() });
}

async function outcomeOf(
  mishap: Mishap | undefined,
  make: () => Promise<Reply>,
  { action, service }: { readonly action: string; readonly service: string },
): Promise<Reply | 'ended'> {
  if (mishap === undefined || mishap === 'cut') return make();
  if (mishap === 'throttled') return throttledReply(service);
  if (mishap === 'busy') return { status: 503, headers: { 'content-type': 'text/plain' }, body: 'Service Unavailable' };
  if (mishap === 'denied') return deniedReply(service, action);
  if (mishap === 'unsent') return 'ended';
  if (mishap === 'twice') {
    await make();
    return make();
  }
  if (mishap === 'lost') {
    await make();
    return 'ended';
  }
  if (typeof mishap === 'number') {
    await sleep(mishap);
    return make();
  }
  if ('status' in mishap) return mishap;
  if (mishap.when === 'after') await make();
  mishap.run();
  return 'ended';
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ['authorization', 'content-type', 'x-amz-target'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** What an upstream answers to the call. */
export async function forwarded({ method, url, headers, body }: Arrival, upstream: string): Promise<Reply> {
  const reply = await fetch(new URL(url, upstream), { method, headers, ...(body === '' ? {} : { body }) });
  const kept = ['content-type', 'x-amzn-errortype'].flatMap((name) => {
    const value = reply.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: reply.status, headers: Object.fromEntries(kept), body: await reply.text() };
}

function send(
  outgoing: ServerResponse,
  { status, headers, body }: Reply,
  { isCut, date }: { readonly isCut: boolean; readonly date: Date },
): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, date: date.toUTCString(), 'content-length': bytes.length });
  if (!isCut) outgoing.end(bytes);
  else outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy());
}
