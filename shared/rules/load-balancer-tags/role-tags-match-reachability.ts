import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { internetGatewayRoute } from '../../model/egress.ts';
import { exclusionRemedy } from '../../model/egress-remedies.ts';
import { hasRoleTag, roleTagOf } from '../../model/load-balancer-subnets.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';
import { scopeSubnets } from '../../model/subnet-use.ts';

export const roleTagsMatchReachability = defineRule({
  code: 'C3',
  name: 'role-tags-match-reachability',
  aliases: ['elb-role-tag-mismatch'],
  title: 'The role tag of a subnet agrees with its reachability',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Controllers trust the tag: an internet-facing load balancer in a subnet without an internet gateway is created and cannot be reached.',
  how: 'A subnet with kubernetes.io/role/elb, whatever its value, must have a route to an internet gateway that VPC Block Public Access leaves open to ingress; one with kubernetes.io/role/internal-elb must have none (medium).',
  fix: 'Remove the tag, or give the subnet the route table that the tag promises.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    taggedPublic: (e: { subnet: string; routeTable: string }) =>
      `${e.subnet} is tagged kubernetes.io/role/elb, but ${e.routeTable} has no route to an internet gateway: internet-facing load balancers in it cannot be reached.`,
    ingressBlocked: (e: { subnet: string; blockMode: string }) =>
      `${e.subnet} is tagged kubernetes.io/role/elb, but VPC Block Public Access (${e.blockMode}) keeps the internet from the load balancers in it.`,
    taggedPrivate: (e: { subnet: string; routeTable: string; gateway: string }) =>
      `${e.subnet} is tagged kubernetes.io/role/internal-elb, but ${e.routeTable} routes to ${e.gateway}: the tag is meant for private subnets.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable, aws }) {
    const forInternet = hasRoleTag(subnet, 'internet-facing');
    const forInternal = hasRoleTag(subnet, 'internal');
    if (!forInternet && !forInternal) return notApplicable('The subnet carries no role tag.');

    const gatewayRoute = internetGatewayRoute(view.account, subnet);
    const facts = { subnet: subnet.id, routeTable: effectiveRouteTableName(view.account, subnet) };
    const untag = (scheme: 'internet-facing' | 'internal', instead: string) => ({
      cause: { kind: 'role-tag', resource: `${subnet.id} ${roleTagOf[scheme]}` },
      fix: {
        text: `Remove the tag from ${subnet.id}, or ${instead}.`,
        command: aws`ec2 delete-tags --resources ${subnet.id} --tags ${`Key=${roleTagOf[scheme]}`}`,
      },
    });

    if (forInternal && gatewayRoute) {
      const details = untag('internal', 'take the route to the internet gateway out of its table');
      yield violation(
        'taggedPrivate',
        { ...facts, gateway: gatewayRoute.target.id },
        { severity: 'medium', ...details },
      );
    }
    if (forInternet && !gatewayRoute) {
      yield violation(
        'taggedPublic',
        facts,
        untag('internet-facing', 'associate it with a route table that leads to an internet gateway'),
      );
    } else if (forInternet && subnet.internetGatewayBlockMode !== 'off') {
      yield violation(
        'ingressBlocked',
        { ...facts, blockMode: subnet.internetGatewayBlockMode },
        { cause: { kind: 'block-public-access', resource: subnet.id }, fix: fixFrom(aws, exclusionRemedy(subnet.id)) },
      );
    }
    return undefined;
  },
});
