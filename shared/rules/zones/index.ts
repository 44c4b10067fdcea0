import type { Rule } from '../../engine/rule.ts';
import { clusterSubnetsAvoidRefusedZones } from './cluster-subnets-avoid-refused-zones.ts';
import { clusterSubnetsSpanZones } from './cluster-subnets-span-zones.ts';
import { nodeSubnetsUseANatGatewayOfTheirZone } from './node-subnets-use-a-nat-gateway-of-their-zone.ts';
import { nodesRunInTheClusterVpc } from './nodes-run-in-the-cluster-vpc.ts';
import { nodesSpanZones } from './nodes-span-zones.ts';
import { starburstNodeGroupsShareAZone } from './starburst-node-groups-share-a-zone.ts';
import { starburstNodeGroupsSitInOneZone } from './starburst-node-groups-sit-in-one-zone.ts';
import { statefulNodeGroupsSitInOneZone } from './stateful-node-groups-sit-in-one-zone.ts';
import { subnetsLieWhereEksCanUseThem } from './subnets-lie-where-eks-can-use-them.ts';

export const zoneRules: readonly Rule[] = [
  clusterSubnetsSpanZones,
  clusterSubnetsAvoidRefusedZones,
  subnetsLieWhereEksCanUseThem,
  starburstNodeGroupsSitInOneZone,
  starburstNodeGroupsShareAZone,
  nodesRunInTheClusterVpc,
  statefulNodeGroupsSitInOneZone,
  nodeSubnetsUseANatGatewayOfTheirZone,
  nodesSpanZones,
];
