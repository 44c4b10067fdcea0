import * as z from 'zod';
import { known } from './known.ts';
import { idText, knownIds, tagsSchema, timeText } from './text.ts';

export const networkInterfaceSchema = z.object({
  id: idText,
  vpcId: idText,
  subnetId: idText,
  ownerId: z.string().optional(),
  description: z.string(),
  interfaceType: z.string(),
  status: z.string(),
  requesterId: z.string().optional(),
  requesterManaged: z.boolean().optional(),
  sourceDestCheck: known(z.boolean()),
  securityGroupIds: z.array(idText),
  /** The primary address first. */
  privateIpv4Addresses: z.array(z.string()),
  ipv4Prefixes: z.array(z.string()),
  ipv6Addresses: z.array(z.string()),
  ipv6Prefixes: z.array(z.string()),
  publicIp: z.string().optional(),
  /** Absent when the public address was assigned automatically (no Elastic IP). */
  allocationId: z.string().optional(),
  attachment: z
    .object({
      instanceId: z.string().optional(),
      instanceOwnerId: z.string().optional(),
      deviceIndex: z.int().optional(),
      status: z.string().optional(),
    })
    .optional(),
  tags: z.record(z.string(), z.string()),
});
export type NetworkInterfaceRecord = z.output<typeof networkInterfaceSchema>;

export const instanceSchema = z.object({
  id: idText,
  instanceType: z.string(),
  state: z.string(),
  vpcId: idText.optional(),
  subnetId: idText.optional(),
  zone: z.string().optional(),
  securityGroupIds: z.array(idText),
  publicIp: z.string().optional(),
  launchTime: timeText.optional(),
  tags: z.record(z.string(), z.string()),
});
export type InstanceRecord = z.output<typeof instanceSchema>;

export const instanceTypeSchema = z.object({
  /** The type's name, for example `m5.large`. */
  id: idText,
  hypervisor: z.string().optional(),
  bareMetal: z.boolean(),
  vcpus: z.int().optional(),
  memoryMib: z.int().optional(),
  /** Interfaces on the default network card, which is the only one the VPC CNI uses. */
  maximumInterfaces: z.int().min(1),
  /** Addresses of one interface, its primary one included. */
  ipv4AddressesPerInterface: z.int().min(1),
  /** Date of Plumbline's own table (`YYYY-MM-DD`), where that stands in for an answer of AWS. */
  tableDate: z.string().optional(),
});
export type InstanceTypeRecord = z.output<typeof instanceTypeSchema>;

export const launchTemplateVersionSchema = z.object({
  /** Launch template id and version number, joined by `:`, for example `lt-0abc:3`. */
  id: idText,
  launchTemplateId: idText,
  launchTemplateName: z.string().optional(),
  version: z.string(),
  isDefault: z.boolean().optional(),
  instanceType: known(z.string()).optional(),
  /** Instance types are chosen by attributes (InstanceRequirements). */
  choosesByAttributes: z.boolean(),
  imageId: known(z.string()).optional(),
  securityGroupIds: knownIds,
  networkInterfaces: known(
    z.array(
      z.object({
        deviceIndex: z.int().optional(),
        associatePublicIpAddress: known(z.boolean()).optional(),
        securityGroupIds: knownIds,
        subnetId: known(idText).optional(),
      }),
    ),
  ),
});
export type LaunchTemplateVersionRecord = z.output<typeof launchTemplateVersionSchema>;

export const autoScalingGroupSchema = z.object({
  /** The group's name. */
  id: idText,
  minSize: known(z.int()),
  maxSize: known(z.int()),
  desiredCapacity: known(z.int()),
  subnetIds: knownIds,
  launchTemplate: known(z.object({ id: idText, version: z.string() })).optional(),
  /** Types of a mixed-instances policy's overrides; empty when the launch template decides. */
  instanceTypes: known(z.array(known(z.string()))),
  choosesByAttributes: z.boolean(),
  instanceIds: known(z.array(z.string())),
  suspendedProcesses: z.array(z.string()),
  /** Prepared capacity of a warm pool: its instances keep their addresses while stopped. */
  warmPoolMaximum: z.int().optional(),
  tags: tagsSchema,
});
export type AutoScalingGroupRecord = z.output<typeof autoScalingGroupSchema>;

export const availabilityZoneSchema = z.object({
  /** Zone id, for example `use1-az1`. */
  id: idText,
  name: z.string(),
  type: z.string(),
});
export type AvailabilityZoneRecord = z.output<typeof availabilityZoneSchema>;
