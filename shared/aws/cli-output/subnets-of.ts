import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Subnet } from '@aws-sdk/client-ec2';
import type { AutoScalingGroupRecord } from '../../model/snapshot/compute.ts';
import { isUnobserved, unread } from '../../model/snapshot/known.ts';
import type { Answer } from '../shapes/answer.ts';
import { autoScalingGroupOf } from '../shapes/auto-scaling-groups.ts';
import { isManaged } from '../shapes/launch-template-references.ts';
import type { AccountParts } from '../shapes/parts.ts';
import type { Outputs } from './collection.ts';
import { type Extent, listOf } from './extent.ts';

/**
 * The subnets that the outputs tell. Where these are about single VPCs, a subnet of self-managed nodes that is in none of them may lie in
 * another VPC; EKS itself takes no subnet of another VPC, so that one of its own was deleted.
 */
export function subnetsOf(outputs: Outputs, extent: Extent): AccountParts['subnets'] {
  const subnets = listOf<Answer<Subnet>>(outputs, 'Subnets', extent);
  const collection = outputs.all<Answer<Subnet>>('Subnets');
  if (isUnobserved(subnets) || !collection?.subjects) return subnets;
  const present = new Set(collection.answers.map(({ SubnetId }) => SubnetId));
  const elsewhere = [...new Set(namedByGroups(outputs))].filter((id) => !present.has(id));
  return [...subnets, ...elsewhere.map((of) => ({ ...unread(`${of} is in none of the VPCs that were read`), of }))];
}

const namedByGroups = (outputs: Outputs): readonly string[] =>
  (outputs.all<Answer<AutoScalingGroup>>('AutoScalingGroups')?.answers ?? [])
    .map(autoScalingGroupOf)
    .filter((group) => !isManaged(group) && isOfSomeCluster(group))
    .flatMap(({ subnetIds }) => (isUnobserved(subnetIds) ? [] : subnetIds))
    .flatMap((id) => (isUnobserved(id) ? [] : id));

const isOfSomeCluster = ({ tags }: AutoScalingGroupRecord): boolean =>
  !isUnobserved(tags) && Object.keys(tags).some((key) => key.startsWith('kubernetes.io/cluster/'));
