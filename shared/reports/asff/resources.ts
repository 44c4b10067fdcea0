import type { ResourceRef, ResourceType } from '../../engine/verdict.ts';
import { partitionOf } from '../../model/partition.ts';
import { arnOf, type Place } from '../arn.ts';
import { everyCluster } from '../every-cluster.ts';
import type { RememberedFinding } from '../remembered-finding.ts';
import type { AsffResource } from './asff-finding.ts';
import { asffTextOr } from './text.ts';

const mostResources = 32;
const mostOfId = 512;

/** Types of the format; what it has none for is `Other`. */
const types: Readonly<Partial<Record<ResourceType, string>>> = {
  cluster: 'AwsEksCluster',
  subnet: 'AwsEc2Subnet',
  vpc: 'AwsEc2Vpc',
  'security-group': 'AwsEc2SecurityGroup',
  'route-table': 'AwsEc2RouteTable',
  nacl: 'AwsEc2NetworkAcl',
  'control-plane-interface': 'AwsEc2NetworkInterface',
  account: 'AwsAccount',
};

/** Those that the format knows by name. */
const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;

/** What a finding is about, its cluster, and what its violations name: each once, as many as a finding may have. */
export function resourcesOf({ resource, cluster, violations }: RememberedFinding): AsffResource[] {
  const itsCluster = cluster.cluster === everyCluster ? [] : [{ type: 'cluster', id: cluster.cluster } as const];
  const refs = [resource, ...itsCluster, ...violations.map((one) => one.resource)];
  const byId = new Map(refs.map((ref) => asffResource(ref, cluster)).map((one) => [one.Id, one]));
  return [...byId.values()].slice(0, mostResources);
}

function asffResource(ref: ResourceRef, place: Place): AsffResource {
  const partition = partitions.find((name) => name === partitionOf(place.region));
  return {
    Type: types[ref.type] ?? 'Other',
    Id: ref.type === 'account' ? `AWS::::Account:${ref.id}` : asffTextOr('unknown', arnOf(ref, place), mostOfId),
    ...(partition ? { Partition: partition } : {}),
    Region: place.region,
  };
}
