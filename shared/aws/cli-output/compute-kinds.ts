import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Instance, InstanceTypeInfo, LaunchTemplateVersion, Reservation } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import {
  autoScalingGroupSchema,
  instanceSchema,
  instanceTypeSchema,
  launchTemplateVersionSchema,
} from '../../model/snapshot/compute.ts';
import { unobservedMemberSchema } from '../../model/snapshot/known.ts';
import type { Answer } from '../shapes/answer.ts';
import { autoScalingGroupOf } from '../shapes/auto-scaling-groups.ts';
import { instanceOf, instanceTypeOf } from '../shapes/instances.ts';
import { launchTemplateVersionOf } from '../shapes/launch-templates.ts';
import { each, type Json, listIn, type ReadEntries } from './entries.ts';
import type { Kind } from './kind.ts';

const eachInstance = each<Answer<Instance>, unknown>({
  record: instanceOf,
  schema: instanceSchema,
  id: ({ InstanceId }) => InstanceId,
  always: ['State', 'SecurityGroups', 'Placement'],
});

const instancesOfReservations: ReadEntries = (output, member) =>
  listIn(output, member).flatMap((reservation, index) => {
    const { Instances } = reservation as Answer<Reservation>;
    const at = `${member}[${index}].Instances`;
    return eachInstance({ [at]: Instances } as Json, at);
  });

/** The outputs about what runs in VPCs, by the member that holds the answer. */
export const computeKinds = {
  Reservations: { action: 'ec2:DescribeInstances', subject: 'vpc', entries: instancesOfReservations },
  InstanceTypes: {
    action: 'ec2:DescribeInstanceTypes',
    entries: each<Answer<InstanceTypeInfo>, unknown>({
      record: instanceTypeOf,
      schema: z.union([instanceTypeSchema, unobservedMemberSchema]),
      id: ({ InstanceType }) => InstanceType,
    }),
  },
  LaunchTemplateVersions: {
    action: 'ec2:DescribeLaunchTemplateVersions',
    entries: each<Answer<LaunchTemplateVersion>, unknown>({
      record: launchTemplateVersionOf,
      schema: z.union([launchTemplateVersionSchema, unobservedMemberSchema]),
      id: ({ LaunchTemplateId, VersionNumber }) => `${LaunchTemplateId}:${VersionNumber}`,
    }),
  },
  /** Nothing of it is needed; the versions of a template tell everything. */
  LaunchTemplates: { action: 'ec2:DescribeLaunchTemplates', entries: () => [] },
  AutoScalingGroups: {
    action: 'autoscaling:DescribeAutoScalingGroups',
    subject: 'cluster',
    entries: each<Answer<AutoScalingGroup>, unknown>({
      record: autoScalingGroupOf,
      schema: autoScalingGroupSchema,
      id: ({ AutoScalingGroupName }) => AutoScalingGroupName,
    }),
  },
} as const satisfies Record<string, Kind>;
