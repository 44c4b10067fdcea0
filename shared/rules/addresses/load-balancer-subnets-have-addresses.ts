import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { parseCidr } from '../../model/cidr.ts';
import { interfacesIn, observedInterfacesIn } from '../../model/interface-index.ts';
import { isLoadBalancerInterface } from '../../model/interfaces.ts';
import { addressesForLoadBalancer, hasRoleTag } from '../../model/load-balancer-subnets.ts';
import { scopeSubnets } from '../../model/subnet-use.ts';
import type { Subnet } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { steadyMinutes } from '../headroom.ts';

export const loadBalancerSubnetsHaveAddresses = defineRule({
  code: 'B8',
  name: 'load-balancer-subnets-have-addresses',
  aliases: ['elb-subnet-free-ips'],
  title: 'Subnets of load balancers are at least a /27 with eight free addresses',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A load balancer grows by adding addresses. The AWS Load Balancer Controller passes subnets with fewer than eight free ones over without a word, until too few are left (`unable to resolve at least one subnet`).',
  how: 'Judges subnets with a role tag for load balancers, whatever its value, and those that host a load balancer’s interface: fewer than eight free addresses are of medium severity, a block smaller than a /27 is of low severity.',
  fix: 'Create a subnet of at least a /27 for load balancers, tag it, and remove the tag from the small one.',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/networking/subnet_resolver.go',
  ],
  steadyMinutes,

  parameters: z.strictObject({
    minFree: z.int().min(0).default(addressesForLoadBalancer).describe('Free addresses that load balancers need.'),
    maxPrefix: z.int().min(16).max(28).default(27).describe('Longest prefix of a subnet for load balancers.'),
  }),

  messages: {
    tooFew: (e: { subnet: string; freeAddresses: number; minFree: number; passedOver: boolean }) =>
      `${e.subnet} has ${e.freeAddresses} free address${e.freeAddresses === 1 ? '' : 'es'}; load balancers need ${e.minFree}${e.passedOver ? ', and the AWS Load Balancer Controller passes it over' : ' to grow'}.`,
    tooSmall: (e: { subnet: string; cidr: string; maxPrefix: number }) =>
      `${e.subnet} (${e.cidr}) is smaller than the /${e.maxPrefix} that load balancers ask for.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters: { minFree, maxPrefix }, violation, notApplicable, each }) {
    if (!isForLoadBalancers(view, subnet) && !hostsLoadBalancer(view, subnet))
      return notApplicable('The subnet is not offered to load balancers and hosts none.');
    const { id } = subnet;
    const passedOver = (view.declared.loadBalancerController ?? 'lbc') === 'lbc' && isForLoadBalancers(view, subnet);
    const instead = `create a subnet of at least a /${maxPrefix} in ${subnet.zoneId}, tag that for load balancers and remove the tag from ${id}`;
    yield* each([subnet], function* ({ freeIpv4Addresses: freeAddresses }) {
      if (freeAddresses >= minFree) return;
      yield violation(
        'tooFew',
        { subnet: id, freeAddresses, minFree, passedOver },
        { cause: { kind: 'subnet-full', resource: id }, fix: { text: `Release addresses in ${id}, or ${instead}.` } },
      );
    });
    yield* each([subnet], function* ({ cidr }) {
      if (parseCidr(cidr).prefixLength <= maxPrefix) return;
      yield violation(
        'tooSmall',
        { subnet: id, cidr, maxPrefix },
        {
          severity: 'low',
          cause: { kind: 'subnet-size', resource: id },
          fix: { text: `A subnet cannot be enlarged: ${instead}.` },
        },
      );
    });
    return undefined;
  },
});

const isForLoadBalancers = ({ declared }: ClusterView, subnet: Subnet): boolean =>
  declared.loadBalancerController !== 'none' &&
  (hasRoleTag(subnet, 'internet-facing') || hasRoleTag(subnet, 'internal'));

const hostsLoadBalancer = ({ account }: ClusterView, subnet: Subnet): boolean =>
  observedInterfacesIn(account, subnet.id).some(isLoadBalancerInterface) ||
  interfacesIn(account, subnet).some(isLoadBalancerInterface);
