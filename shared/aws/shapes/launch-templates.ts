import type { LaunchTemplateVersion, ResponseLaunchTemplateData } from '@aws-sdk/client-ec2';
import type { LaunchTemplateVersionRecord } from '../../model/snapshot/compute.ts';
import { type UnobservedMember, unread } from '../../model/snapshot/known.ts';
import { type Answer, defined, identified } from './answer.ts';

export function launchTemplateVersionOf(
  answer: Answer<LaunchTemplateVersion>,
): LaunchTemplateVersionRecord | UnobservedMember {
  const launchTemplateId = identified(answer.LaunchTemplateId, 'LaunchTemplateId');
  const version = identified(answer.VersionNumber?.toString(), 'VersionNumber');
  const id = `${launchTemplateId}:${version}`;
  const data = answer.LaunchTemplateData;
  if (!data) return { ...unread('AWS answered without LaunchTemplateData'), of: id };
  return {
    id,
    launchTemplateId,
    version,
    choosesByAttributes: Boolean(data.InstanceRequirements),
    ...defined({
      launchTemplateName: answer.LaunchTemplateName,
      isDefault: answer.DefaultVersion,
      instanceType: data.InstanceType,
      imageId: data.ImageId,
    }),
    securityGroupIds: securityGroupIdsOf(data),
    networkInterfaces: (data.NetworkInterfaces ?? []).map((eni) => ({
      securityGroupIds: eni.Groups ?? [],
      ...defined({
        deviceIndex: eni.DeviceIndex,
        associatePublicIpAddress: eni.AssociatePublicIpAddress,
        subnetId: eni.SubnetId,
      }),
    })),
  };
}

/** Groups of the default VPC may be named by name; then their ids are not known. */
function securityGroupIdsOf(data: Answer<ResponseLaunchTemplateData>): LaunchTemplateVersionRecord['securityGroupIds'] {
  if (data.SecurityGroups?.length) return unread('the launch template names security groups by name');
  return data.SecurityGroupIds ?? [];
}
