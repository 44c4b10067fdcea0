import { serviceBlock, vpcBlocks } from './cluster-networks.ts';
import { remoteNodeNetworks, remotePodNetworks } from './remote-networks.ts';
import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Two networks that must not overlap, each with what it is: `remote node network`, `VPC block`, … */
export interface NetworkPair {
  readonly first: string;
  readonly firstNetwork: string;
  readonly second: string;
  readonly secondNetwork: string;
}

type Networks = readonly (string | NotObserved)[];
type Pairs = readonly (NetworkPair | NotObserved)[];

/**
 * Every pair of networks of a hybrid cluster that must be apart, those within one list included; the VPC's own blocks against the
 * service block are left out. What is not known stands among them. Empty for a cluster without remote networks.
 */
export function networkPairs(view: ClusterView): Pairs {
  const nodes = ['remote node network', remoteNodeNetworks(view)] as const;
  const pods = ['remote pod network', remotePodNetworks(view)] as const;
  if (nodes[1].length + pods[1].length === 0) return [];
  const vpc = ['VPC block', known(() => vpcBlocks(view))] as const;
  const service = ['service block', known(() => [serviceBlock(view)])] as const;
  return [
    ...between(nodes, pods),
    ...[vpc, service].flatMap((other) => [...between(nodes, other), ...between(pods, other)]),
    ...within(nodes),
    ...within(pods),
  ];
}

function known(ask: () => readonly string[]): Networks {
  const list = attempt(ask);
  if (list instanceof NotObserved) return [list];
  return Array.from({ length: list.length }, (_, index) => attempt(() => list[index] ?? ''));
}

type Named = readonly [what: string, networks: Networks];

const between = ([first, firsts]: Named, [second, seconds]: Named): Pairs =>
  firsts.flatMap((firstNetwork) => seconds.map((secondNetwork) => pair(first, firstNetwork, second, secondNetwork)));

const within = ([what, networks]: Named): Pairs =>
  networks.flatMap((first, index) => networks.slice(index + 1).map((second) => pair(what, first, what, second)));

function pair(
  first: string,
  firstNetwork: string | NotObserved,
  second: string,
  secondNetwork: string | NotObserved,
): NetworkPair | NotObserved {
  if (firstNetwork instanceof NotObserved) return firstNetwork;
  if (secondNetwork instanceof NotObserved) return secondNetwork;
  return { first, firstNetwork, second, secondNetwork };
}
