import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import type { Block } from './answer.ts';
import { hopsOf } from './blocked-path.ts';
import { tracePath } from './trace-path.ts';

/** Where the way of a subnet's nodes out of the VPC ends. */
export interface WayOut {
  /** What ends it inside; absent when it leads out. */
  readonly block?: Block;
  /** It leads on through what this account does not show, and is trusted to arrive. */
  readonly assumed: boolean;
  /** The evidence, hop by hop, where it is blocked. */
  readonly hops: readonly string[];
}

/**
 * The way of the nodes and pods of a subnet to the public API endpoint, or anywhere on the internet: routes, gateways and public
 * addresses, not lists and security groups. Raises `NotObserved` when it cannot be told, and where it would have to be trusted.
 */
export function wayOut(
  view: ClusterView,
  subnetId: string,
  to: 'api' | 'internet',
  trustTransitEgress: boolean,
): WayOut {
  const path = {
    from: { kind: 'subnet', id: subnetId, as: 'nodes' },
    to: { kind: 'party', party: to },
    protocol: 'tcp',
    port: 443,
  } as const;
  const asking = ['route', 'gateway', 'public-address'] as const;
  const { block, traces, missing } = tracePath(view, path, { trustTransitEgress, asking });
  if (block) {
    const trace = traces.find((each) => each.block === block);
    return { block, assumed: false, hops: trace ? hopsOf(trace, path, asking) : [] };
  }
  const [lack] = missing;
  if (lack) throw new NotObserved(lack.fact, lack.resource, { ...lack, observed: false });
  return { assumed: traces.some(({ hops }) => hops.some(({ outcome }) => outcome === 'assumed')), hops: [] };
}
