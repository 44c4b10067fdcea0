import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { layeredPatches, type Patches } from './layered-patches.ts';
import { anyTraffic, route, rule } from './record-builders.ts';
import { aSnapshot } from './snapshot-builders.ts';

export const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
export const nodesByTransit = route('10.80.0.0/16', 'transit-gateway', 'tgw-main');
export const podsByTransit = route('10.85.0.0/16', 'transit-gateway', 'tgw-main');

const hybrid: Patches = {
  cluster: { remoteNodeCidrs: ['10.80.0.0/16'], remotePodCidrs: ['10.85.0.0/16'] },
  routeTables: {
    'rtb-a': { routes: [local, nodesByTransit, podsByTransit] },
    'rtb-b': { routes: [local, nodesByTransit, podsByTransit] },
  },
  transitGatewayVpcAttachments: { 'tgw-attach-main': {} },
  securityGroups: {
    'sg-cluster': {
      ingress: [anyTraffic('sg-cluster'), rule('tcp', 443, '10.80.0.0/16'), rule('tcp', 443, '10.85.0.0/16')],
    },
  },
};

/**
 * The snapshot of `aSnapshot` with hybrid nodes in 10.80.0.0/16 and their pods in 10.85.0.0/16, which both private route tables send
 * to the attached transit gateway `tgw-main`, and which the cluster security group admits at port 443.
 */
export const aHybridSnapshot = (patches: Patches = {}): Snapshot => aSnapshot(layeredPatches(hybrid, patches));
