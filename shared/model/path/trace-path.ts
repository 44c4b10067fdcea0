import type { Family } from '../address.ts';
import { internet } from '../internet-path.ts';
import type { Protocol } from '../ports.ts';
import { undecidable } from '../snapshot/known.ts';
import { attempt } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { type HopKind, hopKinds, type PathAnswer, type PathQuestion, type Trace } from './answer.ts';
import { between } from './between.ts';
import { type PathEnd, standsAt } from './ends.ts';
import { fromInternet } from './inward.ts';
import { outward } from './outward.ts';
import { fromRemote, toRemote } from './remote.ts';
import { distinctStands, inFamily, type OutsideStand, type Stand, type VpcStand } from './stand.ts';
import { toPrivateApi, toPublicApi, usesPrivateEndpoint } from './to-api.ts';
import { toService } from './to-service.ts';
import type { Connection } from './traffic.ts';
import { type Steps, walk } from './walk.ts';

export interface PathBetween {
  readonly from: PathEnd;
  readonly to: PathEnd;
  readonly protocol: Protocol;
  readonly port: number;
}

interface TraceOptions {
  /** Whether what leaves by a transit gateway, VPN or appliance is trusted to reach the internet. */
  readonly trustTransitEgress?: boolean;
  /** The kinds of components that are asked; all by default. */
  readonly asking?: readonly HopKind[];
}

/**
 * Whether everybody at one end can open connections to everybody at the other, and hear the replies: reachable when every way is,
 * blocked when one certainly is, with the first component that blocks. A subnet is all of its addresses. What was not observed makes
 * the answer undecidable; it is never raised.
 */
export function tracePath(
  view: ClusterView,
  path: PathBetween,
  { trustTransitEgress = true, asking = hopKinds }: TraceOptions = {},
): PathAnswer {
  const { from, to, protocol, port } = path;
  const connection: Connection = { view, protocol, port, trustTransitEgress, asking };
  const question: PathQuestion = { from: endWords(from), to: endWords(to), protocol, port };
  const traces: Trace[] = [];
  const raised = attempt(() => {
    for (const trace of tracesOf(connection, from, to)) traces.push(trace);
  });
  return { question, ...together(traces, question, raised instanceof NotObserved ? [raised.missing] : []) };
}

function together(
  traces: readonly Trace[],
  { from, to }: PathQuestion,
  hidden: PathAnswer['missing'],
): Omit<PathAnswer, 'question'> {
  const missing = distinct([...traces.flatMap((trace) => trace.missing), ...hidden]);
  const block = traces.find((trace) => trace.block)?.block;
  if (block) return { verdict: 'blocked', traces, block, missing };
  if (missing.length > 0) return { verdict: 'undecidable', traces, missing };
  if (traces.length > 0) return { verdict: 'reachable', traces, missing };
  const reason = `nobody is known to be at ${from}, or at ${to}`;
  return { verdict: 'undecidable', traces, missing: [new NotObserved('path', from, undecidable(reason)).missing] };
}

const distinct = (missing: PathAnswer['missing']): PathAnswer['missing'] => [
  ...new Map(missing.map((each) => [`${each.fact} ${each.resource} ${each.reason}`, each])).values(),
];

/** An end as people write it. */
export function endWords(end: PathEnd): string {
  switch (end.kind) {
    case 'party':
      return end.party;
    case 'service':
      return end.service;
    case 'block':
      return end.cidr;
    case 'subnet':
      return end.as === 'control plane' ? `control-plane@${end.id}` : end.id;
    default:
      return end.id;
  }
}

function* tracesOf(connection: Connection, from: PathEnd, to: PathEnd): Generator<Trace> {
  const { view } = connection;
  const everybodyAt = (end: PathEnd, other: PathEnd) =>
    distinctStands(standsAt(view, end, other), connection.asking.includes('security-group'));
  for (const source of everybodyAt(from, to)) {
    if (to.kind === 'service') yield* toServiceFrom(connection, source, to);
    else if (to.kind === 'party' && to.party === 'api' && !usesPrivateEndpoint(view, source)) {
      yield one(connection, source, 'the public API endpoint', 4, toPublicApi(connection, source));
    } else {
      const isApi = to.kind === 'party' && to.party === 'api';
      for (const target of everybodyAt(to, from)) yield* pairOf(connection, source, target, isApi);
    }
  }
}

function* toServiceFrom(
  connection: Connection,
  source: Stand,
  { service }: PathEnd & { kind: 'service' },
): Generator<Trace> {
  const only4 = inFamily(source, 4);
  if (only4?.in === 'vpc') yield one(connection, source, service, 4, toService(connection, only4, service));
}

const one = ({ asking }: Connection, from: Stand, to: string, family: Family, steps: Steps): Trace =>
  walk({ from: from.name, to, family }, steps, asking);

/** One trace for each family in which both have addresses. */
function* pairOf(connection: Connection, source: Stand, target: Stand, isApi: boolean): Generator<Trace> {
  for (const family of [4, 6] as const) {
    const [from, to] = [inFamily(source, family), inFamily(target, family)];
    if (from && to) yield one(connection, from, to.name, family, stepsBetween(connection, from, to, isApi));
  }
}

function stepsBetween(connection: Connection, from: Stand, to: Stand, isApi: boolean): Steps {
  if (isApi && to.in === 'vpc') return toPrivateApi(connection, from, to);
  if (from.in === 'vpc') return to.in === 'vpc' ? inside(connection, from, to) : leaving(connection, from, to);
  if (to.in === 'vpc') return isPublic(from) ? fromInternet(connection, from, to) : fromRemote(connection, from, to);
  const reason = 'neither end is in the VPC';
  throw new NotObserved('path', `${from.name} ${to.name}`, undecidable(reason));
}

function* inside(connection: Connection, from: VpcStand, to: VpcStand): Steps {
  if (from.subnet.vpcId === to.subnet.vpcId) return yield* between(connection, from, to);
  const reason = `${from.subnet.id} and ${to.subnet.id} are in different VPCs`;
  throw new NotObserved('subnets.vpcId', to.subnet.id, undecidable(reason));
}

const isPublic = ({ addresses }: OutsideStand): boolean => internet[4].union(internet[6]).covers(addresses);

const leaving = (connection: Connection, from: VpcStand, to: OutsideStand): Steps =>
  isPublic(to) ? outward(connection, from, to) : toRemote(connection, from, to);
