import type { ResourceRef, ResourceType } from '../engine/verdict.ts';
import { partitionOf } from '../model/partition.ts';

/** The service and the path in ARNs of a type. */
const forms: Readonly<Record<Exclude<ResourceType, 'account'>, readonly [service: string, path: string]>> = {
  cluster: ['eks', 'cluster'],
  'node-group': ['eks', 'nodegroup'],
  'fargate-profile': ['eks', 'fargateprofile'],
  'add-on': ['eks', 'addon'],
  subnet: ['ec2', 'subnet'],
  vpc: ['ec2', 'vpc'],
  'security-group': ['ec2', 'security-group'],
  'route-table': ['ec2', 'route-table'],
  nacl: ['ec2', 'network-acl'],
  endpoint: ['ec2', 'vpc-endpoint'],
  'nat-gateway': ['ec2', 'natgateway'],
  'load-balancer': ['elasticloadbalancing', 'loadbalancer'],
  'control-plane-interface': ['ec2', 'network-interface'],
};

export interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * A resource's ARN. EKS ends those of node groups, Fargate profiles and add-ons with a random part that is left out here, and a
 * shared subnet's names its owner, where this names the cluster's account: neither is remembered.
 */
export function arnOf({ type, id }: ResourceRef, { account, region }: Place): string {
  if (type === 'account') return `arn:${partitionOf(region)}:iam::${id}:root`;
  const [service, path] = forms[type];
  return id.startsWith('arn:') ? id : `arn:${partitionOf(region)}:${service}:${region}:${account}:${path}/${id}`;
}
