import type { AutoScalingGroup, LaunchTemplateSpecification } from '@aws-sdk/client-auto-scaling';
import type { AutoScalingGroupRecord } from '../../model/snapshot/compute.ts';
import { type Known, unread } from '../../model/snapshot/known.ts';
import { type Answer, defined, given, identified, listOf, tagsOf } from './answer.ts';

type Group = Answer<AutoScalingGroup>;

export const autoScalingGroupOf = (answer: Group): AutoScalingGroupRecord => ({
  id: identified(answer.AutoScalingGroupName, 'AutoScalingGroupName'),
  minSize: given(answer.MinSize, 'MinSize'),
  maxSize: given(answer.MaxSize, 'MaxSize'),
  desiredCapacity: given(answer.DesiredCapacity, 'DesiredCapacity'),
  subnetIds: given(subnetIdsOf(answer.VPCZoneIdentifier), 'VPCZoneIdentifier'),
  instanceTypes: instanceTypesOf(answer),
  choosesByAttributes: overridesOf(answer).some(({ InstanceRequirements }) => InstanceRequirements),
  instanceIds: listOf(answer.Instances, 'Instances', ({ InstanceId }) => identified(InstanceId, 'InstanceId')),
  suspendedProcesses: (answer.SuspendedProcesses ?? []).flatMap(({ ProcessName }) => ProcessName ?? []),
  ...defined({ launchTemplate: launchTemplateOf(answer), warmPoolMaximum: warmPoolMaximumOf(answer) }),
  tags: tagsOf(answer.Tags),
});

const subnetIdsOf = (text: string | undefined) =>
  text
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

const overridesOf = ({ MixedInstancesPolicy }: Group) => MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [];

function instanceTypesOf(group: Group): AutoScalingGroupRecord['instanceTypes'] {
  if (group.LaunchConfigurationName) return unread('the group uses a launch configuration, and those are not read');
  return overridesOf(group).flatMap(({ InstanceType }) => InstanceType ?? []);
}

/** Without a version the template's default version is meant. */
function launchTemplateOf(group: Group): Known<{ id: string; version: string }> | undefined {
  const named: Answer<LaunchTemplateSpecification> | undefined =
    group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
  if (!named) return undefined;
  const { LaunchTemplateId: id, Version: version = '$Default' } = named;
  return id ? { id, version } : unread('AWS answered without LaunchTemplateId');
}

/** Without a maximum of its own (absent or -1), a warm pool prepares up to the group's maximum. */
function warmPoolMaximumOf({ WarmPoolConfiguration: pool, MaxSize }: Group): number | undefined {
  if (!pool) return undefined;
  const own = pool.MaxGroupPreparedCapacity;
  return own === undefined || own < 0 ? MaxSize : own;
}
