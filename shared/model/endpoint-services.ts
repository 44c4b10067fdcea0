/** The services of AWS that nodes and pods call, as the end of an endpoint's service name has them. */
export const endpointServices = [
  'ec2',
  'ecr.api',
  'ecr.dkr',
  's3',
  'sts',
  'eks-auth',
  'elasticloadbalancing',
  'autoscaling',
  'logs',
  'xray',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'eks',
  'route53',
  'elasticfilesystem',
] as const;
export type EndpointService = (typeof endpointServices)[number];

interface Place {
  readonly partition: string;
  readonly region: string;
}

const standardPrefix = 'com.amazonaws';

/** Partitions whose service names begin with their own domain, reversed; some services keep the standard beginning there. */
const ownPrefix: Readonly<Record<string, string>> = {
  'aws-cn': 'cn.com.amazonaws',
  'aws-iso': 'gov.ic.c2s',
  'aws-iso-b': 'gov.sgov.sc2s',
  'aws-iso-e': 'uk.adc-e.cloud',
  'aws-iso-f': 'gov.ic.hci.csp',
  'aws-eusc': 'eu.amazonaws',
};
/** The only ones of China with the own prefix (eksctl, partitions.go). */
const chineseServices: readonly string[] = ['ec2', 'ecr.api', 'ecr.dkr', 'sts', 'cloudformation'];
/** Services without a Region in their endpoints' names. */
const globalServices: readonly string[] = ['route53'];

const withRegion = ({ region }: Place, service: string): string =>
  globalServices.includes(service) ? service : `${region}.${service}`;

/** The service name to create an endpoint for, for example `com.amazonaws.us-east-1.ecr.dkr`. */
export function endpointServiceName(place: Place, service: EndpointService): string {
  const own = ownPrefix[place.partition];
  const keepsStandard = place.partition === 'aws-cn' && !chineseServices.includes(service);
  return `${own === undefined || keepsStandard ? standardPrefix : own}.${withRegion(place, service)}`;
}

/**
 * Whether an endpoint of this service name serves the service in the place: under the partition's own prefix or the standard one, as
 * it is or as its FIPS variant. `s3express` and `s3-global.accesspoint` are other services.
 */
export function isEndpointServiceName(place: Place, service: EndpointService, serviceName: string): boolean {
  const prefixes = [standardPrefix, ownPrefix[place.partition] ?? standardPrefix];
  return prefixes.some((prefix) =>
    [service, `${service}-fips`].some((variant) => {
      const rest = globalServices.includes(service) ? variant : `${place.region}.${variant}`;
      return serviceName === `${prefix}.${rest}`;
    }),
  );
}

/** The service that an endpoint of this service name serves, if nodes and pods may need it. */
export const endpointServiceOf = (place: Place, serviceName: string): EndpointService | undefined =>
  endpointServices.find((service) => isEndpointServiceName(place, service, serviceName));
