import { readHostedZones } from '../../shared/aws/collect/hosted-zone-reads.ts';
import { readLoadBalancers } from '../../shared/aws/collect/load-balancer-reads.ts';
import { readServiceQuotas } from '../../shared/aws/collect/quota-reads.ts';
import { readRoles } from '../../shared/aws/collect/role-reads.ts';
import type { Readers } from '../../shared/aws/collect/surroundings.ts';

/** The bundler leaves out those that no rule that is on asks about (scripts/esbuild-bundle-readers.ts). */
export const bundledReaders: Readers = {
  loadBalancers: readLoadBalancers,
  iamRoles: readRoles,
  hostedZones: readHostedZones,
  serviceQuotas: readServiceQuotas,
};
