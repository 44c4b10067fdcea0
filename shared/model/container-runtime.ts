import { isManagedGroup, type WorkerGroup } from './node-capacity.ts';
import type { ClusterView } from './view/views.ts';

/** Nodes of EKS's own images have no Docker from this minor version of Kubernetes 1 on (EKS user guide, Dockershim deprecation). */
const firstWithoutDocker = 24;

/**
 * Whether Docker may run on the group's nodes: on Amazon Linux 2 and Windows images of old versions, and perhaps on images that are
 * not EKS's own. Raises `NotObserved` when the image or the version is not known.
 */
export function mayRunDocker({ cluster }: ClusterView, group: WorkerGroup): boolean {
  if (!isManagedGroup(group)) return true;
  const { amiType = 'CUSTOM' } = group;
  if (amiType === 'CUSTOM') return true;
  const hadDocker = amiType.startsWith('AL2_') || amiType.startsWith('WINDOWS');
  const [, minor] = /^1\.(\d+)$/.exec(cluster.version ?? '') ?? [];
  return hadDocker && (minor === undefined || Number(minor) < firstWithoutDocker);
}
