import type { Rule } from '../../engine/rule.ts';
import { dhcpOptionsNameAmazonDns } from './dhcp-options-name-amazon-dns.ts';
import { endpointPoliciesAllowImagePulls } from './endpoint-policies-allow-image-pulls.ts';
import { interfaceEndpointsAdmitNodes } from './interface-endpoints-admit-nodes.ts';
import { interfaceEndpointsHavePrivateDns } from './interface-endpoints-have-private-dns.ts';
import { interfaceEndpointsSpanTheNodeZones } from './interface-endpoints-span-the-node-zones.ts';
import { isolatedClustersHaveAPrivateEndpoint } from './isolated-clusters-have-a-private-endpoint.ts';
import { isolatedNodesHaveTheEndpointsTheyNeed } from './isolated-nodes-have-the-endpoints-they-need.ts';
import { isolatedSubnetsRouteToTheS3Gateway } from './isolated-subnets-route-to-the-s3-gateway.ts';
import { vpcDnsIsOn } from './vpc-dns-is-on.ts';

export const privateClusterRules: readonly Rule[] = [
  isolatedClustersHaveAPrivateEndpoint,
  isolatedNodesHaveTheEndpointsTheyNeed,
  interfaceEndpointsHavePrivateDns,
  interfaceEndpointsAdmitNodes,
  interfaceEndpointsSpanTheNodeZones,
  isolatedSubnetsRouteToTheS3Gateway,
  vpcDnsIsOn,
  dhcpOptionsNameAmazonDns,
  endpointPoliciesAllowImagePulls,
];
