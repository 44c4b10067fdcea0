import type { Rule } from '../../engine/rule.ts';
import { clusterSubnetsSpanZones } from './cluster-subnets-span-zones.ts';
import { nodesSpanZones } from './nodes-span-zones.ts';
import { starburstNodeGroupsSitInOneZone } from './starburst-node-groups-sit-in-one-zone.ts';

export const zoneRules: readonly Rule[] = [clusterSubnetsSpanZones, starburstNodeGroupsSitInOneZone, nodesSpanZones];
