import * as kit from './kit.ts';
import type { Part } from './part.ts';

const cidrs = ['10.10.0.0/16'];
const zones = ['a', 'b', 'c'] as const;
const name = 'shop';

/** A healthy cluster over three zones: private nodes, a NAT gateway in each zone. */
export function shop(): Part {
  const privateSubnets = zones.map((zone, index) =>
    kit.subnet(name, `private-${zone}`, zone, `10.10.${index * 16}.0/20`, 4060, {
      'kubernetes.io/role/internal-elb': '1',
    }),
  );
  const publicSubnets = zones.map((zone, index) =>
    kit.subnet(name, `public-${zone}`, zone, `10.10.${200 + index}.0/24`, 244, { 'kubernetes.io/role/elb': '1' }),
  );
  const nats = publicSubnets.map((place, index) =>
    kit.natGateway(name, zones[index] ?? 'a', place.id, `198.51.100.${10 + index}`),
  );
  const internet = { id: kit.id('igw', name), attachments: [{ vpcId: kit.id('vpc', name), state: 'available' }] };
  const group = kit.clusterSecurityGroup(name, name);
  const workers = kit.nodeGroup(name, 'general', privateSubnets, { minSize: 3, maxSize: 12, desiredSize: 3 });
  const nodes = privateSubnets.map((place, index) => kit.node(workers, index, place, 'm6i.large', 2, 10, [group.id]));
  return {
    ...kit.behind(name, [{ group: workers, nodes: nodes.map(({ instance }) => instance) }]),
    vpcs: [kit.vpc(name, cidrs)],
    subnets: [...privateSubnets, ...publicSubnets],
    routeTables: [
      kit.routeTable(name, 'main', cidrs, [], []),
      ...privateSubnets.map((place, index) =>
        kit.routeTable(
          name,
          `private-${zones[index]}`,
          cidrs,
          [place],
          [kit.route('0.0.0.0/0', 'nat-gateway', nats[index]?.id ?? '')],
        ),
      ),
      kit.routeTable(name, 'public', cidrs, publicSubnets, [kit.route('0.0.0.0/0', 'internet-gateway', internet.id)]),
    ],
    networkAcls: [kit.defaultAcl(name, [...privateSubnets, ...publicSubnets])],
    securityGroups: [group],
    natGateways: nats,
    internetGateways: [internet],
    instances: nodes.map(({ instance }) => instance),
    networkInterfaces: [
      ...privateSubnets.slice(0, 2).map((place) => kit.controlPlaneInterface(name, place, [group.id])),
      ...nodes.flatMap(({ interfaces }) => interfaces),
    ],
    clusters: [
      kit.cluster(name, name, privateSubnets, {
        endpointPublicAccess: true,
        publicAccessCidrs: ['203.0.113.0/24'],
        nodeGroups: [workers],
        addOns: [{ id: 'vpc-cni', version: 'v1.23.1-eksbuild.1', environment: {} }],
      }),
    ],
  };
}
