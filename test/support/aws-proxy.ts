import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, callOf } from './aws-proxy/action.ts';
import { completed } from './aws-proxy/complete.ts';
import { type EksExtras, eksExtraReply } from './aws-proxy/eks-extras.ts';
import { offsetOf, pageOf } from './aws-proxy/pages.ts';
import { deniedReply, htmlReply, type Reply, throttledReply } from './aws-proxy/reply.ts';

/** How AWS is to behave, by action where it says so. Change it at any time; `reset` restores the obliging AWS. */
export class Behaviour implements EksExtras {
  /** Calls that arrived, by action. */
  readonly calls = new Map<string, number>();
  /** Their bodies, in order, by action. */
  readonly bodies = new Map<string, string[]>();
  readonly denied = new Set<string>();
  /** So many more calls are throttled. */
  readonly throttled = new Map<string, number>();
  /** Answered with a page of HTML. */
  readonly html = new Set<string>();
  readonly delayMs = new Map<string, number>();
  /** Answers in AWS's place where it has an answer. */
  readonly reply = new Map<string, (form: URLSearchParams, body: string) => Reply | undefined>();
  /** Changes what was answered. */
  readonly rewrite = new Map<string, (body: string) => string>();
  /** Targets whose routes are blackholes. */
  readonly blackholes = new Set<string>();
  readonly addOns: EksExtras['addOns'] = new Map();
  readonly podIdentityAssociations: EksExtras['podIdentityAssociations'] = new Map();
  /** Most members on one page. */
  pageSize = Number.POSITIVE_INFINITY;
  /** By how much AWS's clock is ahead. */
  dateAheadMs = 0;

  /** Forgets what was changed, not what EKS has. */
  reset(): void {
    const { calls, bodies, denied, throttled, html, delayMs, reply, rewrite, blackholes } = this;
    for (const set of [calls, bodies, denied, throttled, html, delayMs, reply, rewrite, blackholes]) set.clear();
    this.pageSize = Number.POSITIVE_INFINITY;
    this.dateAheadMs = 0;
  }
}

export interface AwsProxy {
  readonly url: string;
  readonly behaviour: Behaviour;
  readonly close: () => Promise<void>;
}

/** A server on a free loopback port that makes a local AWS more like AWS: it adds what the emulator lacks, and misbehaves on demand. */
export async function startAwsProxy(upstream: string): Promise<AwsProxy> {
  const behaviour = new Behaviour();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    answer(incoming, { upstream, agent, behaviour })
      .catch((error: unknown): Reply => ({ status: 502, headers: {}, body: String(error) }))
      .then((reply) => send(outgoing, reply, behaviour));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, behaviour, close };
}

function send(outgoing: ServerResponse, { status, headers, body }: Reply, { dateAheadMs }: Behaviour): void {
  const date = new Date(Date.now() + dateAheadMs).toUTCString();
  outgoing.writeHead(status, { ...headers, date, 'content-length': Buffer.byteLength(body) });
  outgoing.end(body);
}

interface Context {
  readonly upstream: string;
  readonly agent: Agent;
  readonly behaviour: Behaviour;
}

async function answer(incoming: IncomingMessage, context: Context): Promise<Reply> {
  const { behaviour } = context;
  const body = await textOf(incoming);
  const call = callOf(incoming, body);
  behaviour.calls.set(call.action, (behaviour.calls.get(call.action) ?? 0) + 1);
  behaviour.bodies.set(call.action, [...(behaviour.bodies.get(call.action) ?? []), body]);
  const delayMs = behaviour.delayMs.get(call.action) ?? 0;
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
  const own = misbehaviour(call, body, behaviour) ?? eksExtraReply(call, behaviour);
  if (own) return own;
  const reply = await forward(incoming, unpaged(call, body, behaviour.pageSize), context);
  return reply.status === 200 ? { ...reply, body: rewritten(reply.body, call, behaviour) } : reply;
}

function misbehaviour({ action, service, form }: Call, body: string, behaviour: Behaviour): Reply | undefined {
  const throttles = behaviour.throttled.get(action) ?? 0;
  if (throttles > 0) {
    behaviour.throttled.set(action, throttles - 1);
    return throttledReply(service);
  }
  if (behaviour.html.has(action)) return htmlReply;
  if (behaviour.denied.has(action)) return deniedReply(service, action);
  return behaviour.reply.get(action)?.(form, body);
}

/** The members by which the emulator's own pages are made smaller. */
const pageMembers: Readonly<Record<string, string>> = { elasticloadbalancing: 'PageSize', iam: 'MaxItems' };

/** The emulator's EC2 and Auto Scaling answer with everything at once, and must not be asked for a page that they do not know. */
function unpaged({ action, service, form }: Call, body: string, pageSize: number): string {
  const member = pageMembers[service];
  if (member && Number.isFinite(pageSize) && !action.endsWith('Tags')) {
    const small = new URLSearchParams(form);
    small.set(member, String(pageSize));
    return small.toString();
  }
  if (service !== 'ec2' && service !== 'autoscaling') return body;
  const whole = new URLSearchParams(form);
  for (const name of ['NextToken', 'MaxResults', 'MaxRecords']) whole.delete(name);
  return whole.toString();
}

function rewritten(body: string, call: Call, behaviour: Behaviour): string {
  const { action, service, form } = call;
  let text = completed(body, call);
  if (action === 'ec2:DescribeRouteTables') text = withBlackholes(text, behaviour.blackholes);
  text = behaviour.rewrite.get(action)?.(text) ?? text;
  const largest = Number(form.get('MaxResults') ?? form.get('MaxRecords') ?? Number.NaN);
  if (Number.isNaN(largest)) return text;
  const size = Math.min(behaviour.pageSize, largest);
  return pageOf(text, service, { size, offset: offsetOf(form.get('NextToken')) });
}

/** AWS keeps a route whose target is gone, and says so. */
const withBlackholes = (xml: string, targets: ReadonlySet<string>): string =>
  xml.replace(/<item>\s*<destination[\s\S]*?<\/item>/g, (route) =>
    [...targets].some((id) => route.includes(`>${id}<`))
      ? route.replace('<state>active</state>', '<state>blackhole</state>')
      : route,
  );

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function forward(
  incoming: IncomingMessage,
  body: string,
  { upstream, agent, behaviour }: Context,
): Promise<Reply> {
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = incoming.headers;
  const outgoing = request(withPageSize(new URL(incoming.url ?? '/', upstream), behaviour), {
    method: incoming.method ?? 'GET',
    headers: { ...headers, ...(body === '' ? {} : { 'content-length': Buffer.byteLength(body) }) },
    agent,
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const contentType = response.headers['content-type'];
  return {
    status: response.statusCode ?? 502,
    headers: contentType ? { 'content-type': contentType } : {},
    body: await textOf(response),
  };
}

/** The emulator's EKS and Route 53 have pages of their own. */
function withPageSize(url: URL, { pageSize }: Behaviour): URL {
  if (url.pathname.startsWith('/2013-04-01/') && Number.isFinite(pageSize)) {
    url.searchParams.set('maxitems', String(pageSize));
  }
  const largest = Number(url.searchParams.get('maxResults') ?? Number.NaN);
  if (pageSize < largest) url.searchParams.set('maxResults', String(pageSize));
  return url;
}
