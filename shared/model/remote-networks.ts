import { attempt } from './view/observing.ts';
import type { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

type Blocks = readonly (string | NotObserved)[];

const each = (list: readonly string[]): Blocks =>
  Array.from({ length: list.length }, (_, index) => attempt(() => list[index] ?? ''));

/** The CIDR blocks of hybrid nodes on premises; one that is not known stands there as what was not observed. */
export const remoteNodeNetworks = ({ cluster }: ClusterView): Blocks => each(cluster.remoteNodeCidrs);

/** The CIDR blocks of the pods on hybrid nodes; none when the CNI there hides pods behind their nodes. */
export const remotePodNetworks = ({ cluster }: ClusterView): Blocks => each(cluster.remotePodCidrs);
