import { isAvailable, isGatewayEndpoint, privateDnsFault } from './endpoint-faults.ts';
import { endpointServiceOf } from './endpoint-services.ts';
import { type EndpointNeed, endpointNeed, endpointsFor, isCentralEndpoint } from './endpoints.ts';
import { isolatedSubnets } from './isolation.ts';
import { findObserved, observedOf } from './view/observing.ts';
import type { Subnet, VpcEndpoint } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

/** The endpoints of the cluster's VPC. */
export const endpointsInScope = ({ account, cluster }: ClusterView): readonly VpcEndpoint[] =>
  account.vpcEndpoints.inVpc(cluster.vpcId);

/**
 * What the nodes and pods of the subnets, the isolated ones by default, need the endpoint for; undefined when its service is none of
 * theirs, or declared to be shared from another VPC. Raises `NotObserved` when that cannot be told.
 */
export function needFor(
  view: ClusterView,
  { serviceName }: VpcEndpoint,
  subnets: readonly Subnet[] = observedOf(isolatedSubnets(view)),
): EndpointNeed | undefined {
  const service = endpointServiceOf(view.account, serviceName);
  if (!service || subnets.length === 0 || isCentralEndpoint(view, service)) return undefined;
  return endpointNeed(view, service, subnets);
}

/** Another available endpoint that the service's usual name leads to, or that S3's traffic takes whatever the name resolves to. */
export const servedInstead = (view: ClusterView, endpoint: VpcEndpoint, need: EndpointNeed): VpcEndpoint | undefined =>
  findObserved(
    endpointsFor(view.account, endpoint.vpcId, need.service).filter(({ id }) => id !== endpoint.id),
    (other) => isAvailable(other) && (isGatewayEndpoint(other) || privateDnsFault(view.account, other) === undefined),
  );
