import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { hasRoleTag, type LoadBalancerScheme, roleTagOf } from '../../model/load-balancer-subnets.ts';
import { loadBalancerName, loadBalancersOf, subnetsOfLoadBalancer } from '../../model/load-balancers.ts';
import { observedOf } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import { byZone, isAvailabilityZone } from '../../model/zones.ts';

const other: Readonly<Record<LoadBalancerScheme, LoadBalancerScheme>> = {
  'internet-facing': 'internal',
  internal: 'internet-facing',
};

export const applicationLoadBalancersSpanZones = defineRule({
  code: 'K2',
  name: 'application-load-balancers-span-zones',
  aliases: ['alb-two-azs'],
  title: 'Application Load Balancers of the cluster have subnets of their scheme in two zones',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'load-balancer',
  why: 'An Application Load Balancer in one zone is gone with that zone, and Elastic Load Balancing refuses to make one with fewer than two. Nodes may still be kept in a single zone.',
  how: 'Counts the Availability Zones of the load balancer’s subnets; those in Local Zones, Wavelength Zones or on Outposts need only one and are left out. A subnet that carries only the role tag of the other scheme is one that the controller would not choose again.',
  fix: 'Give the load balancer a subnet in another zone, by tags or by its annotation.',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/',
  ],

  parameters: z.strictObject({
    minAz: z.int().min(1).default(2).describe('Fewest Availability Zones of an Application Load Balancer.'),
  }),

  messages: {
    tooFew: (e: { loadBalancer: string; zones: readonly string[]; minAz: number; subnets: readonly string[] }) =>
      `${e.loadBalancer} has subnets in ${e.zones.length} Availability Zone${e.zones.length === 1 ? '' : 's'} (${e.subnets.join(', ')}); it needs ${e.minAz}.`,
    otherRole: (e: { loadBalancer: string; scheme: string; subnet: string; tag: string }) =>
      `${e.loadBalancer}, which is ${e.scheme}, sits in ${e.subnet}, which is tagged ${e.tag} only: a new one would not be placed there.`,
  },

  subjects: loadBalancersOf,

  *evaluate(loadBalancer, { view, parameters: { minAz }, violation, notApplicable, each, aws }) {
    if (loadBalancer.type !== 'application') return notApplicable('It is no Application Load Balancer.');
    const name = loadBalancerName(loadBalancer);
    const entries = subnetsOfLoadBalancer(view.account, loadBalancer);
    const subnets = observedOf(entries);
    const cause = { kind: 'load-balancer', resource: loadBalancer.name };

    yield* each(subnets, function* (subnet) {
      const { scheme } = loadBalancer;
      if (hasRoleTag(subnet, scheme) || !hasRoleTag(subnet, other[scheme])) return;
      yield violation(
        'otherRole',
        { loadBalancer: name, scheme, subnet: subnet.id, tag: roleTagOf[other[scheme]] },
        {
          severity: 'low',
          cause: { kind: 'role-tag', resource: `${subnet.id} ${roleTagOf[other[scheme]]}` },
          fix: {
            text: `Tag ${subnet.id} ${roleTagOf[scheme]}=1 too, if ${scheme} load balancers are meant to be there.`,
            command: aws`ec2 create-tags --resources ${subnet.id} --tags ${`Key=${roleTagOf[scheme]},Value=1`}`,
          },
        },
      );
    });
    const hiding = entries.find((entry) => entry instanceof NotObserved);
    if (hiding) throw hiding;
    const zones = byZone(subnets);
    if (zones.size >= minAz || [...zones.keys()].some((zoneId) => !isAvailabilityZone(zoneId))) return undefined;
    if (subnets.some(({ outpostArn }) => outpostArn !== undefined)) return undefined;
    yield violation(
      'tooFew',
      { loadBalancer: name, zones: [...zones.keys()], minAz, subnets: subnets.map(({ id }) => id) },
      { cause, fix: { text: `Give ${name} a subnet in another zone.` } },
    );
    return undefined;
  },
});
