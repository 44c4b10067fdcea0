import { undecidable } from './snapshot/known.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Whether the API server is reached through its public endpoint alone. Raises `NotObserved` when neither is said to be on. */
export function isPublicOnly({ cluster, name }: ClusterView): boolean {
  if (cluster.endpointPrivateAccess) return false;
  if (cluster.endpointPublicAccess) return true;
  const reason = 'both endpoints are said to be off, which EKS does not allow';
  throw new NotObserved('clusters.endpointPublicAccess', name, undecidable(reason));
}
