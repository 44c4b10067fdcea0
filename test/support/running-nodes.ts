import type { InstanceRecord, NetworkInterfaceRecord } from '../../shared/model/snapshot/compute.ts';

interface RunningNodesOptions {
  readonly count: number;
  readonly subnetId?: string;
  /** Where all interfaces but the first lie; in the node's own subnet by default. */
  readonly podSubnetId?: string;
  /** Addresses that each node holds, on interfaces of at most `perInterface`. */
  readonly held: number;
  readonly perInterface?: number;
  /** Prefixes on the first interface. */
  readonly prefixes?: number;
  readonly instanceType?: string;
  /** `cluster/name`. */
  readonly group?: string;
  /** In place of those of a managed group's instances. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly state?: string;
}

/** Patches that add running nodes of a node group, with their interfaces. */
export function runningNodes({ count, group = 'demo/workers', ...options }: RunningNodesOptions) {
  const [cluster = '', name = ''] = group.split('/');
  const { subnetId = 'subnet-sep', instanceType = 'm5.xlarge', state = 'running' } = options;
  const tags = options.tags ?? { 'eks:cluster-name': cluster, 'eks:nodegroup-name': name };
  const ids = Array.from({ length: count }, (_, index) => `i-${name}-${subnetId}-${index + 1}`);
  const instances: Record<string, Partial<InstanceRecord>> = Object.fromEntries(
    ids.map((id) => [id, { instanceType, subnetId, state, tags }]),
  );
  const networkInterfaces: Record<string, Partial<NetworkInterfaceRecord>> = Object.fromEntries(
    ids.flatMap((id, index) => interfacesOf(id, cluster, index, { ...options, subnetId })),
  );
  return { instances, networkInterfaces };
}

function interfacesOf(
  instanceId: string,
  cluster: string,
  node: number,
  { held, perInterface = 15, prefixes = 0, subnetId = '', podSubnetId = subnetId }: Omit<RunningNodesOptions, 'count'>,
): [string, Partial<NetworkInterfaceRecord>][] {
  return Array.from({ length: Math.ceil(held / perInterface) }, (_, device) => {
    const addresses = Math.min(perInterface, held - device * perInterface);
    const first = device === 0;
    return [
      `eni-${instanceId}-${device}`,
      {
        subnetId: first ? subnetId : podSubnetId,
        description: first ? '' : `aws-K8S-${instanceId}`,
        privateIpv4Addresses: Array.from({ length: addresses }, (_, index) => `10.1.${node}.${16 * device + index}`),
        ipv4Prefixes: first ? Array.from({ length: prefixes }, (_, index) => `10.2.${node}.${16 * index}/28`) : [],
        attachment: { instanceId, instanceOwnerId: '111122223333', deviceIndex: device, status: 'attached' },
        tags: first
          ? {}
          : { 'cluster.k8s.amazonaws.com/name': cluster, 'node.k8s.amazonaws.com/instance_id': instanceId },
      },
    ];
  });
}
