import type { InstanceRecord, NetworkInterfaceRecord } from '../../shared/model/snapshot/compute.ts';

interface RunningNodesOptions {
  readonly count: number;
  readonly subnetId?: string;
  /** Addresses that each node holds, on interfaces of at most `perInterface`. */
  readonly held: number;
  readonly perInterface?: number;
  readonly instanceType?: string;
  /** `cluster/name`. */
  readonly group?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Patches that add running nodes of a node group with their interfaces; put them into a snapshot's patches. */
export function runningNodes({
  count,
  subnetId = 'subnet-sep',
  held,
  perInterface = 15,
  instanceType = 'm5.xlarge',
  group = 'demo/workers',
  tags,
}: RunningNodesOptions) {
  const [cluster = '', name = ''] = group.split('/');
  const instances: Record<string, Partial<InstanceRecord>> = {};
  const networkInterfaces: Record<string, Partial<NetworkInterfaceRecord>> = {};
  for (let node = 1; node <= count; node++) {
    const id = `i-${name}-${subnetId}-${node}`;
    instances[id] = {
      instanceType,
      subnetId,
      tags: tags ?? { 'eks:cluster-name': cluster, 'eks:nodegroup-name': name },
    };
    for (let device = 0; device * perInterface < held; device++) {
      const addresses = Math.min(perInterface, held - device * perInterface);
      networkInterfaces[`eni-${id}-${device}`] = {
        subnetId,
        description: device === 0 ? '' : `aws-K8S-${id}`,
        privateIpv4Addresses: Array.from({ length: addresses }, (_, index) => `10.0.${node}.${16 * device + index}`),
        attachment: { instanceId: id, instanceOwnerId: '111122223333', deviceIndex: device, status: 'attached' },
        tags:
          device === 0 ? {} : { 'cluster.k8s.amazonaws.com/name': cluster, 'node.k8s.amazonaws.com/instance_id': id },
      };
    }
  }
  return { instances, networkInterfaces };
}

/** Leaves out the two nodes of the healthy snapshot. */
export const noNodes = {
  instances: { 'i-node-a': null, 'i-node-b': null },
  networkInterfaces: { 'eni-node-a': null, 'eni-node-b': null },
} as const;
