import {
  type EndpointFault,
  endpointFault,
  isAvailable,
  isGatewayEndpoint,
  isInterfaceEndpoint,
  privateDnsFault,
} from './endpoint-faults.ts';
import { type EndpointNeed, requiredEndpoints } from './endpoint-needs.ts';
import { createRemedy } from './endpoint-remedies.ts';
import { type EndpointService, isEndpointServiceName } from './endpoint-services.ts';
import { rememberedFor } from './view/memo.ts';
import { attempt, findObserved } from './view/observing.ts';
import type { Subnet, VpcEndpoint } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

export { type EndpointNeed, endpointNeed, requiredEndpoints } from './endpoint-needs.ts';
export { nodeReachesEndpointPort } from './endpoint-reach.ts';

/** A service that the nodes and pods of an isolated subnet need and cannot reach. */
export interface EndpointGap {
  readonly need: EndpointNeed;
  readonly subnet: Subnet;
  /** The endpoint that exists and is of no use; absent when there is none. */
  readonly endpoint?: VpcEndpoint;
  readonly fault: EndpointFault;
}

/** Whether the owner declares that the service's endpoint is shared from another VPC. */
export const isCentralEndpoint = ({ account, declared }: ClusterView, service: EndpointService): boolean =>
  (declared.centralEndpoints ?? []).some((name) => name === service || isEndpointServiceName(account, service, name));

/** The VPC's endpoints for the service, usable or not. */
export const endpointsFor = (account: AccountView, vpcId: string, service: EndpointService): readonly VpcEndpoint[] =>
  account.vpcEndpoints
    .inVpc(vpcId)
    .filter(
      (endpoint) =>
        isEndpointServiceName(account, service, endpoint.serviceName) &&
        (isInterfaceEndpoint(endpoint) || (service === 's3' && isGatewayEndpoint(endpoint))),
    );

/**
 * The available interface endpoint that the usual name of S3 leads to, past every gateway endpoint; undefined when there is none.
 * Raises `NotObserved` when that cannot be told.
 */
export const interfaceForS3 = (account: AccountView, vpcId: string): VpcEndpoint | undefined =>
  findObserved(
    endpointsFor(account, vpcId, 's3'),
    (endpoint) => isInterfaceEndpoint(endpoint) && isAvailable(endpoint) && !privateDnsFault(account, endpoint),
  );

/**
 * What keeps the nodes and pods of the subnet from a service, undefined when one endpoint of it is usable (or declared to be shared
 * from another VPC). Raises `NotObserved` when an endpoint that was not fully observed may be usable.
 */
export function endpointGap(view: ClusterView, subnet: Subnet, need: EndpointNeed): EndpointGap | undefined {
  if (isCentralEndpoint(view, need.service)) return undefined;
  const named = need.service === 's3' ? interfaceForS3(view.account, subnet.vpcId) : undefined;
  const endpoints = named ? [named] : endpointsFor(view.account, subnet.vpcId, need.service);
  const gaps: EndpointGap[] = [];
  const usable = findObserved(endpoints, (endpoint) => {
    const fault = endpointFault(view, endpoint, subnet);
    if (fault) gaps.push({ need, subnet, endpoint, fault });
    return fault === undefined;
  });
  if (usable) return undefined;
  return gaps.find(({ endpoint }) => endpoint && isAvailable(endpoint)) ?? gaps[0] ?? missing(view, subnet, need);
}

const missing = (view: ClusterView, subnet: Subnet, need: EndpointNeed): EndpointGap => ({
  need,
  subnet,
  fault: {
    kind: 'missing',
    why: `${subnet.vpcId} has no endpoint for ${need.serviceName}`,
    cause: { kind: 'vpc-endpoint', resource: need.serviceName },
    remedy: createRemedy(view, need, [subnet]),
  },
});

/**
 * The required services that the nodes and pods of an isolated subnet cannot reach; empty means that all are there.
 * Raises `NotObserved` when that cannot be told, unless one is certainly missing.
 */
export const endpointGaps = rememberedFor((view: ClusterView, subnet: Subnet): readonly EndpointGap[] => {
  const gaps: EndpointGap[] = [];
  let unknown: NotObserved | undefined;
  for (const need of requiredEndpoints(view, [subnet])) {
    const gap = need instanceof NotObserved ? need : attempt(() => requiredGap(view, subnet, need));
    if (gap instanceof NotObserved) unknown ??= gap;
    else if (gap) gaps.push(gap);
  }
  if (gaps.length === 0 && unknown) throw unknown;
  return gaps;
});

const requiredGap = (view: ClusterView, subnet: Subnet, need: EndpointNeed): EndpointGap | undefined =>
  need.importance === 'required' ? endpointGap(view, subnet, need) : undefined;
