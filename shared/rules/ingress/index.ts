import type { Rule } from '../../engine/rule.ts';
import { applicationLoadBalancersSpanZones } from './application-load-balancers-span-zones.ts';
import { hostnamesLeadToTheCluster } from './hostnames-lead-to-the-cluster.ts';
import { loadBalancersSitWhereTheirSchemeBelongs } from './load-balancers-sit-where-their-scheme-belongs.ts';
import { starburstHasAClassicOrNetworkLoadBalancer } from './starburst-has-a-classic-or-network-load-balancer.ts';
import { starburstListenersUseTls } from './starburst-listeners-use-tls.ts';

export const ingressRules: readonly Rule[] = [
  starburstHasAClassicOrNetworkLoadBalancer,
  applicationLoadBalancersSpanZones,
  loadBalancersSitWhereTheirSchemeBelongs,
  hostnamesLeadToTheCluster,
  starburstListenersUseTls,
];
