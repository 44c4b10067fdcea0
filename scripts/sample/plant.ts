import * as kit from './kit.ts';
import type { Part } from './part.ts';

const cidrs = ['10.30.0.0/16'];
const name = 'plant';
const zones = ['a', 'b'] as const;
const gateway = kit.id('tgw', 'backbone');

/** A cluster without a way to the internet and with hybrid nodes: endpoints, routes and security groups have gaps. */
export function plant(): Part {
  const subnets = zones.map((zone, index) =>
    kit.subnet(name, `private-${zone}`, zone, `10.30.${index * 16}.0/20`, 4055, {
      'kubernetes.io/role/internal-elb': '1',
    }),
  );
  const [first, second] = subnets as [(typeof subnets)[0], (typeof subnets)[0]];
  const group = kit.clusterSecurityGroup(name, name, [kit.allow('tcp', 443, '10.200.0.0/16', 'hybrid nodes')]);
  const nodesGroup = kit.securityGroup(name, 'plant-nodes', [
    kit.allow('any', undefined, group.id),
    kit.allow('tcp', 22, '0.0.0.0/1', 'maintenance'),
    kit.allow('tcp', 22, '128.0.0.0/1', 'maintenance'),
  ]);
  const endpoints = kit.securityGroup(name, 'plant-endpoints', [kit.allow('tcp', 443, '10.30.0.0/20')]);
  const workers = kit.nodeGroup(name, 'lines', subnets, {
    minSize: 2,
    maxSize: 4,
    desiredSize: 2,
    capacityType: 'ON_DEMAND',
  });
  const nodes = subnets.map((place, index) =>
    kit.node(workers, index, place, 'm6i.large', 2, 10, [group.id, nodesGroup.id]),
  );
  const tables = zones.map((zone, index) =>
    kit.routeTable(
      name,
      `private-${zone}`,
      cidrs,
      [subnets[index] ?? first],
      [
        kit.route('10.200.0.0/17', 'transit-gateway', gateway),
        kit.route('10.201.0.0/16', 'transit-gateway', gateway),
        ...(index === 0 ? [kit.route('pl-6ea54007', 'vpc-endpoint', kit.id('vpce', `${name}-s3`))] : []),
        ...(index === 1
          ? [kit.route('10.99.0.0/16', 'vpc-peering-connection', kit.id('pcx', 'old'), 'blackhole')]
          : []),
      ],
    ),
  );
  return {
    ...kit.behind(name, [{ group: workers, nodes: nodes.map(({ instance }) => instance) }]),
    vpcs: [kit.vpc(name, cidrs)],
    subnets,
    routeTables: [kit.routeTable(name, 'main', cidrs, [], []), ...tables],
    networkAcls: [kit.defaultAcl(name, subnets)],
    securityGroups: [group, nodesGroup, endpoints],
    vpcEndpoints: [
      ...['ec2', 'ecr.api', 'ecr.dkr', 'elasticloadbalancing'].map((service) =>
        kit.endpoint(name, service, subnets, [endpoints.id]),
      ),
      kit.endpoint(name, 's3', [], [], {
        type: 'Gateway',
        routeTableIds: [tables[0]?.id ?? ''],
        privateDnsEnabled: false,
      }),
    ],
    transitGatewayVpcAttachments: [
      {
        id: kit.id('tgw-attach', name),
        transitGatewayId: gateway,
        vpcId: kit.id('vpc', name),
        vpcOwnerId: kit.account,
        state: 'available',
        subnetIds: subnets.map((one) => one.id),
      },
    ],
    instances: nodes.map(({ instance }) => instance),
    networkInterfaces: [
      kit.controlPlaneInterface(name, first, [group.id]),
      kit.controlPlaneInterface(name, second, [group.id]),
      ...nodes.flatMap(({ interfaces }) => interfaces),
    ],
    clusters: [
      kit.cluster(name, name, subnets, {
        endpointPublicAccess: true,
        publicAccessCidrs: ['0.0.0.0/0'],
        remoteNodeCidrs: ['10.200.0.0/16'],
        remotePodCidrs: ['10.201.0.0/16'],
        nodeGroups: [workers],
        addOns: [{ id: 'vpc-cni', version: 'v1.23.1-eksbuild.1', environment: {} }],
      }),
    ],
  };
}
