import type { Remedy } from '../model/remedy.ts';
import { attempt } from '../model/view/observing.ts';
import type { NodeGroup } from '../model/view/records.ts';
import { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';

/**
 * Creates a group like this one, with `suffix` after its name, in other subnets, because those of a managed group cannot be changed.
 * Without a command where its node role, or what it launches, is not known. Labels and taints are left to whoever runs it.
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
    if (nodeRoleArn === undefined) return undefined;
    return [
      ...['eks', 'create-nodegroup', '--cluster-name', view.name, '--nodegroup-name', `${group.name}-${suffix}`],
      ...['--node-role', nodeRoleArn, '--subnets', ...subnetIds],
      ...['--scaling-config', `minSize=${minSize},maxSize=${maxSize},desiredSize=${desiredSize}`],
      ...(instanceTypes.length > 0 ? ['--instance-types', ...instanceTypes] : []),
      ...(launchTemplate ? ['--launch-template', `id=${launchTemplate.id},version=${launchTemplate.version}`] : []),
      ...(amiType === 'CUSTOM' ? [] : ['--ami-type', amiType]),
    ];
  });
  return command === undefined || command instanceof NotObserved ? { text } : { text, command };
}
