import type { ZoneSkew } from '../node-capacity.ts';
import type { ClusterView } from '../view/views.ts';

/**
 * How busy nodes are taken to be. `warm-eni-floor`: one pod with an address of its own, so that with default settings an interface is
 * in use and one is warm. `expected`: the declared number of pods. `max`: as many as the kubelet admits.
 */
export const headroomModels = ['warm-eni-floor', 'expected', 'max'] as const;
export type HeadroomModel = (typeof headroomModels)[number];

/** What the address demand assumes beyond what was observed. Numbers of addresses unless said otherwise. */
export interface AddressAssumptions {
  readonly headroomModel: HeadroomModel;
  /** For the model `expected`; absent: as declared for each cluster. */
  readonly podsPerNode?: number | undefined;
  readonly azSkew: ZoneSkew;
  /** Margin on top of the demand, in per cent. */
  readonly safetyPct: number;
  /** For each subnet tagged for load balancers that hosts none yet. */
  readonly lbReserve: number;
  /** For each pool in which a control plane may place interfaces. */
  readonly cpReserve: number;
  /** For each pool. */
  readonly extraDemand: number;
}

export const defaultAssumptions: AddressAssumptions = {
  headroomModel: 'warm-eni-floor',
  azSkew: 'balanced',
  safetyPct: 0,
  lbReserve: 8,
  cpReserve: 5,
  extraDemand: 0,
};

/** Pods with an address of their own on a node whose kubelet admits `maxPods`; two of those are on the host's network. */
export function podsPerNode(view: ClusterView, assumptions: AddressAssumptions, maxPods: number): number {
  if (assumptions.headroomModel === 'warm-eni-floor') return 1;
  if (assumptions.headroomModel === 'max') return Math.max(0, maxPods - 2);
  return assumptions.podsPerNode ?? view.declaration('podsPerNode');
}
