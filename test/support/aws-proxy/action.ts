import type { IncomingMessage } from 'node:http';

/** One call, as an IAM policy names it, for example `ec2:DescribeSubnets`. */
export interface Call {
  readonly action: string;
  readonly service: string;
  /** The fields of a query-protocol body. */
  readonly form: URLSearchParams;
  /** The cluster that an EKS path names. */
  readonly cluster: string | undefined;
  /** What an EKS path names within the cluster. */
  readonly member: string | undefined;
}

/** Which call a request is: the service from its signature's scope, the operation from header, body or path. */
export function callOf({ method = '', url = '', headers }: IncomingMessage, body: string): Call {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'none';
  const form = new URLSearchParams(service === 'eks' || 'x-amz-target' in headers ? '' : body);
  const [, , cluster, , member] = new URL(url, 'http://aws').pathname.split('/').map(decodeURIComponent);
  const target = [headers['x-amz-target']].flat()[0]?.split('.').at(-1);
  const path = operationByPath(service, method, url);
  const operation = path ?? target ?? form.get('Action') ?? 'none';
  return { action: `${service}:${operation}`, service, form, cluster, member };
}

function operationByPath(service: string, method: string, url: string): string | undefined {
  if (service === 'eks') return operationIn(eksOperations, method, url);
  if (service === 'route53') return operationIn(route53Operations, method, url);
  return operationsByPath[`${method} ${url}`];
}

/** Of further services that are called by path. */
const operationsByPath: Readonly<Record<string, string>> = { 'POST /findings/import': 'BatchImportFindings' };

const eksOperations: readonly (readonly [RegExp, string])[] = [
  [/^\/clusters\/?$/, 'ListClusters'],
  [/^\/clusters\/[^/]+$/, 'DescribeCluster'],
  [/^\/clusters\/[^/]+\/node-groups$/, 'ListNodegroups'],
  [/^\/clusters\/[^/]+\/node-groups\/[^/]+$/, 'DescribeNodegroup'],
  [/^\/clusters\/[^/]+\/fargate-profiles$/, 'ListFargateProfiles'],
  [/^\/clusters\/[^/]+\/fargate-profiles\/[^/]+$/, 'DescribeFargateProfile'],
  [/^\/clusters\/[^/]+\/addons$/, 'ListAddons'],
  [/^\/clusters\/[^/]+\/addons\/[^/]+$/, 'DescribeAddon'],
  [/^\/clusters\/[^/]+\/pod-identity-associations$/, 'ListPodIdentityAssociations'],
];

const route53Operations: typeof eksOperations = [
  [/^\/2013-04-01\/hostedzone\/?$/, 'ListHostedZones'],
  [/^\/2013-04-01\/hostedzone\/[^/]+$/, 'GetHostedZone'],
  [/^\/2013-04-01\/hostedzone\/[^/]+\/rrset$/, 'ListResourceRecordSets'],
];

function operationIn(operations: typeof eksOperations, method: string, url: string): string {
  const { pathname } = new URL(url, 'http://aws');
  const read = operations.find(([path]) => path.test(pathname));
  return method === 'GET' && read ? read[1] : `${method} ${pathname}`;
}
