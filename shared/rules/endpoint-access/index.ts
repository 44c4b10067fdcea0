import type { Rule } from '../../engine/rule.ts';
import { customerRoutedControlPlanesHaveEgress } from './customer-routed-control-planes-have-egress.ts';
import { launchTemplatesLeaveAddressesToSubnets } from './launch-templates-leave-addresses-to-subnets.ts';
import { nodeSubnetsHaveEgressOrEndpoints } from './node-subnets-have-egress-or-endpoints.ts';
import { nodesReachAPublicOnlyEndpoint } from './nodes-reach-a-public-only-endpoint.ts';
import { nodesRunInPrivateSubnets } from './nodes-run-in-private-subnets.ts';
import { otherNetworksReachEveryClusterSubnet } from './other-networks-reach-every-cluster-subnet.ts';
import { privateEndpointIsEnabled } from './private-endpoint-is-enabled.ts';
import { privateEndpointIsReachable } from './private-endpoint-is-reachable.ts';
import { privateSubnetsAssignNoPublicAddresses } from './private-subnets-assign-no-public-addresses.ts';
import { publicAccessBlocksCutNothingOff } from './public-access-blocks-cut-nothing-off.ts';
import { publicAccessCidrsAdmitTheNodes } from './public-access-cidrs-admit-the-nodes.ts';
import { publicEndpointIsRestricted } from './public-endpoint-is-restricted.ts';
import { publicNodeSubnetsAssignPublicAddresses } from './public-node-subnets-assign-public-addresses.ts';

export const endpointAccessRules: readonly Rule[] = [
  publicEndpointIsRestricted,
  nodesReachAPublicOnlyEndpoint,
  publicAccessCidrsAdmitTheNodes,
  privateEndpointIsReachable,
  privateEndpointIsEnabled,
  publicNodeSubnetsAssignPublicAddresses,
  privateSubnetsAssignNoPublicAddresses,
  nodeSubnetsHaveEgressOrEndpoints,
  nodesRunInPrivateSubnets,
  customerRoutedControlPlanesHaveEgress,
  publicAccessBlocksCutNothingOff,
  launchTemplatesLeaveAddressesToSubnets,
  otherNetworksReachEveryClusterSubnet,
];
