import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { layeredPatches, type Patches } from './layered-patches.ts';
import { route, rule } from './record-builders.ts';
import { aSnapshot } from './snapshot-builders.ts';

const localOnly = { routes: [route('10.0.0.0/16', 'local', 'local', { origin: 'table' })] };

const isolated: Patches = {
  routeTables: { 'rtb-a': localOnly, 'rtb-b': localOnly },
  securityGroups: { 'sg-endpoints': { ingress: [rule('tcp', 443, '10.0.0.0/16')] } },
  vpcEndpoints: {
    'vpce-ec2': {},
    'vpce-ecr.api': {},
    'vpce-ecr.dkr': {},
    'vpce-sts': {},
    'vpce-elasticloadbalancing': {},
    'vpce-eks': {},
    'vpce-s3': {
      type: 'Gateway',
      routeTableIds: ['rtb-a', 'rtb-b'],
      subnetIds: [],
      securityGroupIds: [],
      privateDnsEnabled: false,
    },
  },
};

/**
 * The snapshot of `aSnapshot`, but the node subnets have no way to the internet, and the VPC has every endpoint that they need:
 * interface endpoints with `sg-endpoints`, which admits the VPC at port 443, and the gateway endpoint `vpce-s3`.
 */
export const anIsolatedSnapshot = (patches: Patches = {}): Snapshot => aSnapshot(layeredPatches(isolated, patches));
