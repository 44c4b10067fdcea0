import type { Remedy } from '../model/remedy.ts';
import { attempt } from '../model/view/observing.ts';
import type { NodeGroup } from '../model/view/records.ts';
import { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';

/** Characters that EKS allows for the name of a node group. */
const longestName = 63;

/**
 * Creates a group like this one, with `suffix` after its name, in other subnets, because those of a managed group cannot be changed.
 * Without a command where its node role, its labels, or what it launches, is not known. Taints are not read.
 */
export function createGroupRemedy(
  text: string,
  view: ClusterView,
  group: NodeGroup,
  suffix: string,
  subnetIds: readonly string[],
): Remedy {
  const command = attempt(() => {
    const { nodeRoleArn, minSize, maxSize, desiredSize, instanceTypes, launchTemplate, amiType = 'CUSTOM' } = group;
    const { capacityType = 'ON_DEMAND' } = group;
    if (nodeRoleArn === undefined) return undefined;
    const labels = Object.entries(group.labels).map(([key, value]) => `${key}=${value}`);
    const name = `${group.name.slice(0, longestName - suffix.length - 1)}-${suffix}`;
    return [
      ...['eks', 'create-nodegroup', '--cluster-name', view.name, '--nodegroup-name', name],
      ...['--node-role', nodeRoleArn, '--subnets', ...subnetIds],
      ...['--scaling-config', `minSize=${minSize},maxSize=${maxSize},desiredSize=${desiredSize}`],
      ...(instanceTypes.length > 0 ? ['--instance-types', ...instanceTypes] : []),
      ...(launchTemplate ? ['--launch-template', `id=${launchTemplate.id},version=${launchTemplate.version}`] : []),
      ...(amiType === 'CUSTOM' ? [] : ['--ami-type', amiType]),
      ...(capacityType === 'ON_DEMAND' ? [] : ['--capacity-type', capacityType]),
      ...(labels.length > 0 ? ['--labels', labels.join(',')] : []),
    ];
  });
  if (command === undefined || command instanceof NotObserved) return { text };
  return { text: `${text} The command copies no taints, disk size and tags.`, command };
}
