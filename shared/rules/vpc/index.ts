import type { Rule } from '../../engine/rule.ts';
import { connectedNetworksDoNotOverlap } from './connected-networks-do-not-overlap.ts';
import { natGatewaysLeadOut } from './nat-gateways-lead-out.ts';
import { networkAclsAllowClusterTraffic } from './network-acls-allow-cluster-traffic.ts';
import { networkAclsLetNodesOut } from './network-acls-let-nodes-out.ts';
import { newBlocksAreRecognised } from './new-blocks-are-recognised.ts';
import { peeringsCarryOnlyTheirPeers } from './peerings-carry-only-their-peers.ts';
import { referencedSubnetsExist } from './referenced-subnets-exist.ts';
import { routeTablesAreVisible } from './route-tables-are-visible.ts';
import { routeTablesHaveNoBlackholes } from './route-tables-have-no-blackholes.ts';
import { serviceNetworkOverlapsNothing } from './service-network-overlaps-nothing.ts';

export const vpcRules: readonly Rule[] = [
  referencedSubnetsExist,
  networkAclsAllowClusterTraffic,
  networkAclsLetNodesOut,
  routeTablesHaveNoBlackholes,
  connectedNetworksDoNotOverlap,
  peeringsCarryOnlyTheirPeers,
  serviceNetworkOverlapsNothing,
  newBlocksAreRecognised,
  routeTablesAreVisible,
  natGatewaysLeadOut,
];
