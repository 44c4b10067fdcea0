import type { Readers } from './surroundings.ts';

/** Every optional collection's reader; each loads its client when it is first used. */
export const lazyReaders: Readers = {
  loadBalancers: async (session, surroundings) =>
    (await import('./load-balancer-reads.ts')).readLoadBalancers(session, surroundings),
  iamRoles: async (session, surroundings) => (await import('./role-reads.ts')).readRoles(session, surroundings),
  hostedZones: async (session, surroundings) =>
    (await import('./hosted-zone-reads.ts')).readHostedZones(session, surroundings),
  serviceQuotas: async (session) => (await import('./quota-reads.ts')).readServiceQuotas(session),
};
