import { suggestion } from '../shared/config/closest.ts';
import { endpointServices } from '../shared/model/endpoint-services.ts';
import { type PathEnd, type PathParty, pathEnd, pathParties, usualPorts } from '../shared/model/path/ends.ts';
import type { PathBetween } from '../shared/model/path/trace-path.ts';
import { attempt } from '../shared/model/view/observing.ts';
import { NotObserved } from '../shared/model/view/reveal.ts';
import type { AccountView, ClusterView } from '../shared/model/view/views.ts';
import { chooseClusters } from './choose.ts';
import { UsageError } from './errors.ts';
import { CannotObserve } from './live.ts';

/** A path as people name it. */
export interface PathWords {
  readonly from?: string;
  readonly to?: string;
  readonly port?: string;
  readonly protocol?: 'tcp' | 'udp';
}

/** The one cluster that is meant. Throws `UsageError` for none or several, `CannotObserve` for one that could not be described. */
export function oneCluster(account: AccountView, words: readonly string[], known: readonly string[]): ClusterView {
  const chosen = chooseClusters(words, known) ?? known;
  const [name, second] = chosen;
  if (name === undefined) throw new UsageError('the input has no clusters');
  if (second !== undefined) throw new UsageError(`name one cluster with --cluster: ${chosen.slice(0, 10).join(', ')}`);
  const view = account.clusters.find((each) => each.name === name);
  if (view) return view;
  throw new CannotObserve(`the cluster ${name} could not be described`);
}

/** The path that the words name, with the usual ends and ports where they leave something out. Throws `UsageError`. */
export function pathBetween(view: ClusterView, words: PathWords): PathBetween {
  if (words.to === undefined) throw new UsageError('name the other end with --to, or ask for every path with --all');
  const to = endNamed(view, words.to, '--to');
  const from = endNamed(view, words.from ?? usualOrigin(to), '--from');
  if (from.kind === 'service') throw new UsageError(`--from: ${from.service} opens no connections`);
  const isDns = to.kind === 'party' && to.party === 'dns';
  return { from, to, port: portOf(words.port, to), protocol: words.protocol ?? (isDns ? 'udp' : 'tcp') };
}

const calledByControlPlane: readonly PathParty[] = ['kubelet', 'webhook', 'hybrid-nodes', 'hybrid-pods'];

const usualOrigin = (to: PathEnd): PathParty =>
  to.kind === 'party' && calledByControlPlane.includes(to.party) ? 'control-plane' : 'nodes';

function endNamed(view: ClusterView, word: string, option: string): PathEnd {
  const end = attempt(() => pathEnd(view, word));
  if (end instanceof NotObserved) throw new CannotObserve(`${option}: ${JSON.stringify(word)}: ${end.message}`);
  if (end) return end;
  const subnets = attempt(() => view.account.subnets.observed().map(({ id }) => id));
  const known = [...pathParties, ...endpointServices, ...(subnets instanceof NotObserved ? [] : subnets)];
  const what = 'is no subnet, network interface, CIDR block, AWS service or party of the cluster';
  throw new UsageError(`${option}: ${JSON.stringify(word)} ${what}${suggestion(word, known)}`);
}

function portOf(text: string | undefined, to: PathEnd): number {
  const usual = to.kind === 'party' ? usualPorts[to.party] : to.kind === 'service' ? 443 : undefined;
  if (text === undefined && usual !== undefined) return usual;
  if (text === undefined) throw new UsageError('name the port with --port');
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`--port: ${JSON.stringify(text)} is no port from 1 to 65535`);
}
