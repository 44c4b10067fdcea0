import * as kit from './kit.ts';
import type { Part } from './part.ts';

const cidrs = ['10.20.0.0/16'];
const name = 'analytics';

/** A cluster for Starburst: nodes in one zone on purpose, in a subnet that is full before the groups reach their maximum. */
export function analytics(): Part {
  const controlPlane = (['a', 'b'] as const).map((zone, index) =>
    kit.subnet(name, `cluster-${zone}`, zone, `10.20.0.${index * 16}/28`, 10),
  );
  const nodes = kit.subnet(name, 'nodes-a', 'a', '10.20.1.0/24', 88, { 'kubernetes.io/role/internal-elb': '1' });
  const spare = kit.subnet(name, 'spare-a', 'a', '10.20.8.0/22', 1019);
  const publicSubnets = (['a', 'b'] as const).map((zone, index) =>
    kit.subnet(
      name,
      `public-${zone}`,
      zone,
      `10.20.${100 + index}.0/24`,
      249,
      index === 0 ? { 'kubernetes.io/role/elb': '1' } : {},
    ),
  );
  const nat = kit.natGateway(name, 'a', publicSubnets[0]?.id ?? '', '198.51.100.20');
  const internet = { id: kit.id('igw', name), attachments: [{ vpcId: kit.id('vpc', name), state: 'available' }] };
  const group = kit.clusterSecurityGroup(name, name);
  const workers = kit.nodeGroup(name, 'sep-workers', [nodes], {
    instanceTypes: ['m5.xlarge'],
    minSize: 4,
    maxSize: 7,
    desiredSize: 4,
    labels: { 'starburst.io/role': 'worker' },
  });
  const support = kit.nodeGroup(name, 'sep-support', [nodes], {
    instanceTypes: ['m6i.large'],
    minSize: 1,
    maxSize: 2,
    desiredSize: 1,
    labels: { 'starburst.io/role': 'support' },
  });
  const workerNodes = [0, 1, 2, 3].map((number) => kit.node(workers, number, nodes, 'm5.xlarge', 2, 15, [group.id]));
  const supportNode = kit.node(support, 6, nodes, 'm6i.large', 2, 10, [group.id]);
  const running = [...workerNodes, supportNode];
  return {
    ...kit.behind(name, [
      { group: workers, nodes: workerNodes.map(({ instance }) => instance) },
      { group: support, nodes: [supportNode.instance] },
    ]),
    vpcs: [kit.vpc(name, cidrs)],
    subnets: [...controlPlane, nodes, spare, ...publicSubnets],
    routeTables: [
      kit.routeTable(name, 'main', cidrs, [], [kit.route('0.0.0.0/0', 'nat-gateway', nat.id)]),
      kit.routeTable(name, 'public', cidrs, publicSubnets, [kit.route('0.0.0.0/0', 'internet-gateway', internet.id)]),
    ],
    networkAcls: [kit.defaultAcl(name, [...controlPlane, nodes, spare, ...publicSubnets])],
    securityGroups: [group],
    natGateways: [nat],
    internetGateways: [internet],
    instances: running.map(({ instance }) => instance),
    networkInterfaces: [
      ...controlPlane.map((place) => kit.controlPlaneInterface(name, place, [group.id])),
      ...running.flatMap(({ interfaces }) => interfaces),
    ],
    clusters: [
      kit.cluster(name, name, controlPlane, {
        endpointPublicAccess: true,
        publicAccessCidrs: ['203.0.113.0/24'],
        tags: { 'plumbline:profile': 'starburst-sep' },
        nodeGroups: [workers, support],
        addOns: [{ id: 'vpc-cni', version: 'v1.23.1-eksbuild.1', environment: {} }],
      }),
    ],
  };
}
