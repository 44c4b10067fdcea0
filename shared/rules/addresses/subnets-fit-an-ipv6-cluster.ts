import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { assumedTransit, egress6, egressFacts, internetAccess, isIsolatedSubnet } from '../../model/egress.ts';
import { ipv6Checks, ipv6EgressRemedy } from '../../model/ipv6-subnets.ts';
import { hostsWorkloads, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { trustTransitEgress } from '../parameters.ts';

export const subnetsFitAnIpv6Cluster = defineRule({
  code: 'B15',
  name: 'subnets-fit-an-ipv6-cluster',
  aliases: ['ipv6-cluster-subnets'],
  title: 'Subnets of an IPv6 cluster are dual-stack, assign IPv6 addresses and have a way out for IPv6',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'EKS places interfaces of an IPv6 cluster in dual-stack subnets only, and starts no nodes in one that does not assign IPv6 addresses (Ec2SubnetMissingIpv6Assignment). Pods have IPv6 addresses alone and go out by the subnet’s IPv6 route.',
  how: 'In clusters of the IPv6 family, each cluster, node and Fargate subnet must have an IPv4 and an IPv6 block, subnets of node groups (also private ones) must assign IPv6 addresses on creation (Karpenter and Auto Mode ask for one by themselves), and subnets with a way to the IPv4 internet must have one for ::/0 too. DNS64 is of low severity: it makes pods send traffic for IPv4 services to a NAT64 that most VPCs do not route to.',
  fix: 'Associate an IPv6 block, turn on the assignment of IPv6 addresses, and route ::/0 to an egress-only internet gateway.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/ipv6.html',
    'https://github.com/aws/karpenter-provider-aws/blob/main/pkg/providers/launchtemplate/launchtemplate.go',
  ],

  parameters: z.strictObject({ trustTransitEgress }),

  messages: {
    ipv6Only: (e: { subnet: string; cluster: string }) =>
      `${e.subnet} is IPv6-only, and the subnets of ${e.cluster} must have IPv4 addresses too.`,
    noIpv6Block: (e: { subnet: string; cluster: string }) =>
      `${e.subnet} has no IPv6 block, and ${e.cluster} is of the IPv6 family.`,
    noAssignment: (e: { subnet: string }) =>
      `${e.subnet} does not assign IPv6 addresses to new instances, so nodes of an IPv6 cluster do not start in it (Ec2SubnetMissingIpv6Assignment).`,
    noWayOut: (e: { subnet: string; reason: string }) =>
      `Pods in ${e.subnet} have no way to the IPv6 internet, though nodes have one to the IPv4 internet: ${e.reason}.`,
    dns64: (e: { subnet: string }) =>
      `${e.subnet} has DNS64 on: names of IPv4 services resolve to 64:ff9b::/96, where pods of an IPv6 cluster need not find a NAT64.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters, violation, note, notApplicable, each, aws }) {
    if (view.cluster.ipFamily === 'ipv4') return notApplicable('The cluster is of the IPv4 family.');
    if (!isClusterSubnet(view, subnet) && !hostsWorkloads(view, subnet)) {
      return notApplicable('Neither the control plane nor nodes of the cluster use this subnet.');
    }
    const facts = { subnet: subnet.id, cluster: view.name };
    yield* each(ipv6Checks, function* (check) {
      const fault = check(view, subnet);
      if (!fault) return;
      yield violation(fault.kind, facts, {
        severity: fault.kind === 'dns64' ? 'low' : 'high',
        cause: { kind: 'subnet-ipv6', resource: subnet.id },
        fix: fixFrom(aws, fault.remedy),
      });
    });
    if (!hostsWorkloads(view, subnet) || isIsolatedSubnet(view, subnet)) return undefined;
    const egress = egress6(view.account, subnet);
    const access = internetAccess(egress);
    if (access === 'unverified') yield note(assumedTransit(egress, parameters.trustTransitEgress));
    if (access === 'none') {
      yield violation(
        'noWayOut',
        { ...facts, ...egressFacts(egress) },
        {
          cause: egress.fault ?? { kind: 'route', resource: `${egress.routeTableId} ::/0` },
          fix: fixFrom(aws, ipv6EgressRemedy(view.account, subnet, egress)),
        },
      );
    }
    return undefined;
  },
});
