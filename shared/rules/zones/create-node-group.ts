import { type AwsCommand, shellWord } from '../../engine/aws-command.ts';
import { attempt } from '../../model/view/observing.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

/**
 * The command that creates a group like this one in other subnets, because those of a managed group cannot be changed; undefined where
 * its node role or what it launches is not known. Labels and taints are left to whoever runs it.
 */
export function createLike(
  view: ClusterView,
  group: NodeGroup,
  zoneId: string,
  subnetIds: readonly string[],
  aws: AwsCommand,
): string | undefined {
  const command = attempt(() => {
    const { nodeRoleArn, minSize, maxSize, desiredSize, instanceTypes, launchTemplate, amiType } = group;
    if (nodeRoleArn === undefined) return undefined;
    const scaling = `minSize=${minSize},maxSize=${maxSize},desiredSize=${desiredSize}`;
    const create = aws`eks create-nodegroup --cluster-name ${view.name} --nodegroup-name ${`${group.name}-${zoneId}`} --node-role ${nodeRoleArn} --subnets ${subnetIds} --scaling-config ${scaling}`;
    const types = instanceTypes.length > 0 ? ` --instance-types ${instanceTypes.map(shellWord).join(' ')}` : '';
    const template = launchTemplate
      ? ` --launch-template ${shellWord(`id=${launchTemplate.id},version=${launchTemplate.version}`)}`
      : '';
    const ami = amiType === undefined || amiType === 'CUSTOM' ? '' : ` --ami-type ${shellWord(amiType)}`;
    return `${create}${types}${template}${ami}`;
  });
  return command instanceof NotObserved ? undefined : command;
}
