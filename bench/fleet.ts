import * as kit from '../scripts/sample/kit.ts';
import { merge, type Part } from '../scripts/sample/part.ts';
import { collectionNames, type Snapshot, snapshotFormat, snapshotSchema } from '../shared/model/snapshot/snapshot.ts';

const zones = ['a', 'b', 'c'] as const;
const clustersPerVpc = 10;

type Place = ReturnType<typeof kit.subnet>;

/** A small generator of repeatable pseudo-random numbers in [0, 1) (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of each six subnets the last is public, and the first two and the last are meant for load balancers. */
const roleTags: readonly Readonly<Record<string, string>>[] = [
  { 'kubernetes.io/role/internal-elb': '1' },
  { 'kubernetes.io/role/internal-elb': '1' },
  {},
  {},
  {},
  { 'kubernetes.io/role/elb': '1' },
];

function network(number: number, clusters: number, random: () => number): Part {
  const name = `vpc-${number}`;
  const second = 16 + (number % 200);
  const cidrs = [`10.${second}.0.0/16`];
  const subnets = Array.from({ length: clusters * 6 }, (_, index) => {
    const free = random() < 0.1 ? Math.floor(random() * 20) : 60 + Math.floor(random() * 60);
    return kit.subnet(
      name,
      `${index}`,
      zones[index % 3] ?? 'a',
      `10.${second}.${Math.floor(index / 2)}.${(index % 2) * 128}/25`,
      free,
      roleTags[index % 6] ?? {},
    );
  });
  const publicSubnets = subnets.filter((_, index) => index % 6 === 5);
  const privateSubnets = subnets.filter((_, index) => index % 6 !== 5);
  const nat = kit.natGateway(name, 'a', publicSubnets[0]?.id ?? '', `198.51.100.${number % 250}`);
  const internet = { id: kit.id('igw', name), attachments: [{ vpcId: kit.id('vpc', name), state: 'available' }] };
  const parts = Array.from({ length: clusters }, (_, index) =>
    cluster(name, `${name}-cluster-${index}`, subnets.slice(index * 6, index * 6 + 5), random),
  );
  const shared: Part = {
    vpcs: [kit.vpc(name, cidrs)],
    subnets,
    routeTables: [
      kit.routeTable(name, 'main', cidrs, [], []),
      ...privateSubnets.map((place, index) =>
        kit.routeTable(
          name,
          `private-${index}`,
          cidrs,
          [place],
          [kit.route('0.0.0.0/0', 'nat-gateway', nat.id, random() < 0.05 ? 'blackhole' : 'active')],
        ),
      ),
      kit.routeTable(name, 'public', cidrs, publicSubnets, [kit.route('0.0.0.0/0', 'internet-gateway', internet.id)]),
    ],
    networkAcls: [kit.defaultAcl(name, subnets)],
    natGateways: [nat],
    internetGateways: [internet],
  };
  return merge([shared, ...parts], collectionNames);
}

function cluster(vpcName: string, name: string, subnets: readonly Place[], random: () => number): Part {
  const group = kit.clusterSecurityGroup(vpcName, name);
  const places = subnets.slice(0, 3);
  const workers = kit.nodeGroup(name, 'workers', places, {
    minSize: 3,
    maxSize: 3 + Math.floor(random() * 20),
    desiredSize: 8,
  });
  const nodes = Array.from({ length: 8 }, (_, index) =>
    kit.node(workers, index, places[index % 3] as Place, 'm6i.large', 2, 10, [group.id]),
  );
  return {
    securityGroups: [group],
    instances: nodes.map(({ instance }) => instance),
    networkInterfaces: [
      ...places.map((place) => kit.controlPlaneInterface(name, place, [group.id])),
      ...nodes.flatMap(({ interfaces }) => interfaces),
    ],
    clusters: [kit.cluster(name, vpcName, places, { nodeGroups: [workers] })],
  };
}

/**
 * A snapshot of an account with that many clusters, ten to a VPC with 60 subnets and about 200 interfaces; the same on every run.
 * Some routes are black holes and some subnets are full, so that reports are not empty.
 */
export function fleet(clusters: number): Snapshot {
  const random = seeded(42);
  const vpcs = Math.ceil(clusters / clustersPerVpc);
  const networks = Array.from({ length: vpcs }, (_, number) =>
    network(number, Math.min(clustersPerVpc, clusters - number * clustersPerVpc), random),
  );
  const common: Part = {
    dhcpOptions: [{ id: kit.id('dopt', 'amazon'), domainNameServers: ['AmazonProvidedDNS'] }],
    instanceTypes: [
      { id: 'm6i.large', hypervisor: 'nitro', bareMetal: false, maximumInterfaces: 3, ipv4AddressesPerInterface: 10 },
    ],
  };
  return snapshotSchema.parse({
    format: snapshotFormat,
    source: 'sample',
    account: kit.account,
    region: kit.region,
    partition: 'aws',
    observedAt: '2026-11-21T09:00:00Z',
    ...merge([...networks, common], collectionNames),
  });
}
