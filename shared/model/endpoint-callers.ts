import { isGatewayEndpoint, isRoutedFrom, privateDnsFault } from './endpoint-faults.ts';
import { endpointServiceOf } from './endpoint-services.ts';
import { interfaceForS3 } from './endpoints.ts';
import { isolatedSubnets, workloadSubnets } from './isolation.ts';
import { effectiveRouteTable } from './routes.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { Subnet, VpcEndpoint } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';
import { dhcpOptionsOf, namesAmazonDns } from './vpc-dns.ts';

/**
 * Whether the service's usual name leads every node of the VPC to the interface endpoint: its private DNS is on, and the nodes ask
 * Amazon's resolver. FIPS endpoints have names of their own. Raises `NotObserved` when that cannot be told.
 */
function nameLeadsTo(view: ClusterView, endpoint: VpcEndpoint): boolean {
  const { account } = view;
  if (endpoint.serviceName.endsWith('-fips') || privateDnsFault(account, endpoint)) return false;
  const vpc = account.vpcs.find(endpoint.vpcId);
  const options = vpc && dhcpOptionsOf(account, vpc);
  if (vpc && options && namesAmazonDns(vpc, options)) return true;
  return view.declaration('customDnsForwards');
}

/** Node and Fargate subnets by whether their calls of a service go through an endpoint. */
export interface EndpointCallers {
  /** They do; what hides further ones stands among them. */
  readonly subnets: readonly (Subnet | NotObserved)[];
  /** Those of them that have a way to the internet. */
  readonly routed: ReadonlySet<Subnet>;
  /** They may, and why it is not known. */
  readonly perhaps?: { readonly subnets: readonly Subnet[]; readonly unknown: NotObserved };
}

/**
 * Subnets without a way to the internet call no other way; those that have one do as well, because private DNS answers for a whole VPC,
 * and a route to a gateway endpoint wins over the default route.
 */
export function callersThrough(view: ClusterView, endpoint: VpcEndpoint): EndpointCallers {
  const isolated = isolatedSubnets(view);
  const others = observedOf(workloadSubnets(view)).filter((subnet) => !isolated.includes(subnet));
  const leads = attempt(() => leadsOthers(view, endpoint, others));
  if (leads instanceof NotObserved) {
    return { subnets: isolated, routed: new Set(), perhaps: { subnets: others, unknown: leads } };
  }
  return { subnets: [...isolated, ...leads], routed: new Set(leads) };
}

const leadsOthers = (view: ClusterView, endpoint: VpcEndpoint, others: readonly Subnet[]): readonly Subnet[] => {
  if (isGatewayEndpoint(endpoint)) return others.filter((subnet) => isRouted(view, endpoint, subnet));
  return others.length > 0 && nameLeadsTo(view, endpoint) ? others : [];
};

/** Not where the name of S3 leads to an interface endpoint, whose addresses are the VPC's own. */
function isRouted({ account }: ClusterView, endpoint: VpcEndpoint, subnet: Subnet): boolean {
  if (!isRoutedFrom(endpoint, effectiveRouteTable(account, subnet).table)) return false;
  const isS3 = endpointServiceOf(account, endpoint.serviceName) === 's3';
  return isS3 && interfaceForS3(account, subnet.vpcId) === undefined;
}
