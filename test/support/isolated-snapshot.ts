import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { recordBuilders, route, rule } from './record-builders.ts';
import { aSnapshot } from './snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
type Members = Readonly<Record<string, object | null>>;

const localOnly = { routes: [route('10.0.0.0/16', 'local', 'local', { origin: 'table' })] };
const gateway = {
  type: 'Gateway',
  routeTableIds: ['rtb-a', 'rtb-b'],
  subnetIds: [],
  securityGroupIds: [],
  privateDnsEnabled: false,
};

const base: Readonly<Record<string, Members>> = {
  routeTables: { 'rtb-a': localOnly, 'rtb-b': localOnly },
  securityGroups: { 'sg-endpoints': { ingress: [rule('tcp', 443, '10.0.0.0/16')] } },
  vpcEndpoints: {
    'vpce-ec2': {},
    'vpce-ecr.api': {},
    'vpce-ecr.dkr': {},
    'vpce-sts': {},
    'vpce-elasticloadbalancing': {},
    'vpce-eks': {},
    'vpce-s3': gateway,
  },
};

const merged = (members: Members = {}, patch: Members = {}): Members => {
  const changed = Object.entries(patch).map(([id, change]) => [id, change && { ...members[id], ...change }] as const);
  return { ...members, ...Object.fromEntries(changed) };
};

/**
 * The snapshot of `aSnapshot`, but the node subnets have no way to the internet, and the VPC has every endpoint that they need:
 * interface endpoints with `sg-endpoints`, which admits the VPC at port 443, and the gateway endpoint `vpce-s3`.
 */
export function anIsolatedSnapshot(patches: Patches = {}): Snapshot {
  const own = patches as Readonly<Record<string, Members | undefined>>;
  const collections = Object.keys(recordBuilders).map((name) => [name, merged(base[name], own[name])] as const);
  return aSnapshot({ ...patches, ...Object.fromEntries(collections) });
}
