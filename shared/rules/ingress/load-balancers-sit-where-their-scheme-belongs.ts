import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { egress4, internetAccess, isPublicByDoc, reachesInternetGateway } from '../../model/egress.ts';
import { exclusionRemedy } from '../../model/egress-remedies.ts';
import { loadBalancerName, loadBalancersOf, subnetsOfLoadBalancer } from '../../model/load-balancers.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';

export const loadBalancersSitWhereTheirSchemeBelongs = defineRule({
  code: 'K3',
  name: 'load-balancers-sit-where-their-scheme-belongs',
  aliases: ['lb-scheme-vs-subnet'],
  title: 'Internet-facing load balancers sit in public subnets, internal ones in private subnets',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'load-balancer',
  why: 'The nodes of an internet-facing load balancer in a subnet without an internet gateway have public addresses that nobody reaches: clients that DNS sends to that zone time out (`ERR_CONNECTION_TIMED_OUT`), the others do not.',
  how: 'Looks at the route table of each subnet of the cluster’s load balancers: of internet-facing ones it needs a route to an internet gateway, by which the default route leads out too, and VPC Block Public Access must let clients in. Internal ones in public subnets work, and are of medium severity.',
  fix: 'Move the load balancer to subnets of its scheme, or mend the route to the internet gateway.',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    noGateway: (e: { loadBalancer: string; subnet: string; routeTable: string }) =>
      `${e.loadBalancer} is internet-facing, and ${e.subnet} has no route to an internet gateway (${e.routeTable}): it cannot be reached there.`,
    noWayBack: (e: { loadBalancer: string; subnet: string; reason: string }) =>
      `${e.loadBalancer} is internet-facing, and the default route of ${e.subnet} does not lead to an internet gateway: ${e.reason}.`,
    blocked: (e: { loadBalancer: string; subnet: string; mode: string }) =>
      `${e.loadBalancer} is internet-facing, and VPC Block Public Access (${e.mode}) lets no client into ${e.subnet}.`,
    internalInPublic: (e: { loadBalancer: string; subnet: string; routeTable: string }) =>
      `${e.loadBalancer} is internal, and ${e.subnet} is a public subnet (${e.routeTable}).`,
  },

  subjects: loadBalancersOf,

  *evaluate(loadBalancer, { view: { account }, violation, notApplicable, each, aws }) {
    if (loadBalancer.type === 'gateway') return notApplicable('A Gateway Load Balancer serves no clients.');
    const { scheme } = loadBalancer;
    const name = loadBalancerName(loadBalancer);
    yield* each(subnetsOfLoadBalancer(account, loadBalancer), function* (subnet) {
      const isPublic = isPublicByDoc(account, subnet);
      const facts = { loadBalancer: name, subnet: subnet.id, routeTable: effectiveRouteTableName(account, subnet) };
      const place = { kind: 'load-balancer-subnet', resource: `${loadBalancer.name} ${subnet.id}` };
      if (scheme === 'internal') {
        if (!isPublic) return;
        const fix = { text: `Move ${name} to private subnets: in ${subnet.id} its tag or annotation put it.` };
        yield violation('internalInPublic', facts, { severity: 'medium', cause: place, fix });
        return;
      }
      if (!isPublic) {
        const fix = { text: `Move ${name} to public subnets; take kubernetes.io/role/elb off ${subnet.id}.` };
        yield violation('noGateway', facts, { cause: place, fix });
        return;
      }
      const mode = subnet.internetGatewayBlockMode;
      if (mode !== 'off') {
        const cause = { kind: 'block-public-access', resource: subnet.id };
        yield violation('blocked', { ...facts, mode }, { cause, fix: fixFrom(aws, exclusionRemedy(subnet.id)) });
        return;
      }
      const egress = egress4(account, subnet);
      if (reachesInternetGateway(egress)) return;
      const fix = { text: `Route 0.0.0.0/0 in ${egress.routeTableId} to an internet gateway of the VPC.` };
      const severity = internetAccess(egress) === 'none' ? 'high' : 'medium';
      const evidence = { ...facts, reason: egress.reason };
      yield violation('noWayBack', evidence, { severity, cause: egress.fault ?? place, fix });
    });
    return undefined;
  },
});
