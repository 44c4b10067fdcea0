import type { FargateProfile, Nodegroup } from '@aws-sdk/client-eks';
import type { FargateProfileRecord, NodeGroupRecord } from '../../model/snapshot/cluster.ts';
import { type Known, unread } from '../../model/snapshot/known.ts';
import { type Answer, defined, given, identified, listOf, timeOf } from './answer.ts';

interface Health {
  readonly issues?: readonly Issue[] | undefined;
}
interface Issue {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly resourceIds?: readonly string[] | undefined;
}

/** The problems that EKS itself reports about a cluster or a node group. */
export const healthIssuesOf = (health: Health | undefined): NodeGroupRecord['healthIssues'] =>
  listOf(health?.issues, 'health.issues', ({ code, message, resourceIds }) => ({
    code: code ?? 'Unknown',
    ...defined({ message }),
    resourceIds: [...(resourceIds ?? [])],
  }));

export function nodeGroupOf(cluster: string, answer: Answer<Nodegroup>): NodeGroupRecord {
  const name = identified(answer.nodegroupName, 'nodegroupName');
  const { updateConfig } = answer;
  return {
    id: `${cluster}/${name}`,
    name,
    status: given(answer.status, 'status'),
    createdAt: timeOf(answer.createdAt, 'createdAt'),
    subnetIds: given(answer.subnets, 'subnets'),
    instanceTypes: instanceTypesOf(answer),
    amiType: given(answer.amiType, 'amiType'),
    capacityType: given(answer.capacityType, 'capacityType'),
    minSize: given(answer.scalingConfig?.minSize, 'scalingConfig.minSize'),
    maxSize: given(answer.scalingConfig?.maxSize, 'scalingConfig.maxSize'),
    desiredSize: given(answer.scalingConfig?.desiredSize, 'scalingConfig.desiredSize'),
    update: defined({
      maxUnavailable: updateConfig?.maxUnavailable,
      maxUnavailablePercentage: updateConfig?.maxUnavailablePercentage,
      strategy: updateConfig?.updateStrategy,
    }),
    autoScalingGroupNames: listOf(answer.resources?.autoScalingGroups, 'resources.autoScalingGroups', (group) =>
      identified(group.name, 'resources.autoScalingGroups.name'),
    ),
    nodeRoleArn: given(answer.nodeRole, 'nodeRole'),
    labels: answer.labels ?? {},
    ...defined({
      arn: answer.nodegroupArn,
      warmPool: warmPoolOf(answer),
      launchTemplate: launchTemplateOf(answer),
      remoteAccess: remoteAccessOf(answer),
    }),
    healthIssues: healthIssuesOf(answer.health),
    tags: answer.tags ?? {},
  };
}

/** EKS answers without types when the launch template names the type. */
const instanceTypesOf = ({ instanceTypes, launchTemplate }: Answer<Nodegroup>): NodeGroupRecord['instanceTypes'] =>
  instanceTypes ?? (launchTemplate ? [] : given(undefined, 'instanceTypes'));

const warmPoolOf = ({ warmPoolConfig: pool }: Answer<Nodegroup>): NodeGroupRecord['warmPool'] =>
  pool && {
    enabled: pool.enabled ?? true,
    ...defined({ minSize: pool.minSize, maxGroupPreparedCapacity: pool.maxGroupPreparedCapacity }),
  };

function launchTemplateOf({ launchTemplate }: Answer<Nodegroup>): Known<{ id: string; version: string }> | undefined {
  if (!launchTemplate) return undefined;
  const { id, version } = launchTemplate;
  return id && version ? { id, version } : unread('AWS answered without the id and version of the launch template');
}

/** Without source groups, EKS opens port 22 of the group that it makes to the whole internet. */
const remoteAccessOf = ({ remoteAccess, resources }: Answer<Nodegroup>): NodeGroupRecord['remoteAccess'] =>
  remoteAccess && {
    ...defined({ ec2SshKey: remoteAccess.ec2SshKey, securityGroupId: resources?.remoteAccessSecurityGroup }),
    sourceSecurityGroupIds: [...(remoteAccess.sourceSecurityGroups ?? [])],
  };

export function fargateProfileOf(cluster: string, answer: Answer<FargateProfile>): FargateProfileRecord {
  const name = identified(answer.fargateProfileName, 'fargateProfileName');
  return {
    id: `${cluster}/${name}`,
    name,
    status: given(answer.status, 'status'),
    subnetIds: given(answer.subnets, 'subnets'),
    podExecutionRoleArn: given(answer.podExecutionRoleArn, 'podExecutionRoleArn'),
  };
}
