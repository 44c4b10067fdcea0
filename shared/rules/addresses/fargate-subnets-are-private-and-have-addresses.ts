import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { internetGatewayRoute } from '../../model/egress.ts';
import { fargateShortage } from '../../model/fargate-pods.ts';
import { effectiveRouteTable, tableName } from '../../model/routes.ts';

export const fargateSubnetsArePrivateAndHaveAddresses = defineRule({
  code: 'B14',
  name: 'fargate-subnets-are-private-and-have-addresses',
  aliases: ['fargate-subnet-headroom'],
  title: 'Subnets of Fargate profiles are private and have an address for each pod',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'fargate-profile',
  why: 'Pods on Fargate get no public address: EKS refuses public subnets for a profile, and where one becomes public later its pods lose their way out. Each pod takes one IPv4 address of its subnet, also in IPv6 clusters; without one it stays pending.',
  how: 'No subnet of the profile may have a route to an internet gateway, whatever its destination. Where `fargateMaxPods` is declared, the subnets of all profiles together must have a free address for each pod that may still start; interfaces that carry the cluster’s security group and are attached to no instance may be pods that run. Subnets without any way out are judged by D8 and E2.',
  fix: 'Take the route to the internet gateway out, or use private subnets with more addresses.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    publicSubnet: (e: { profile: string; subnet: string; routeTable: string; destination: string; gateway: string }) =>
      `${e.profile} may run pods in ${e.subnet}, which is public: ${e.routeTable} sends ${e.destination} to ${e.gateway}, and Fargate gives pods no public addresses.`,
    tooFew: (e: {
      cluster: string;
      subnets: readonly string[];
      freeAddresses: number;
      morePods: number;
      mostPods: number;
    }) =>
      `${e.subnets.join(' and ')} ${e.subnets.length === 1 ? 'has' : 'together have'} ${e.freeAddresses} free addresses for ${e.morePods} pods that Fargate may still start (${e.cluster} runs ${e.mostPods} at most).`,
  },

  subjects: ({ fargateProfiles }) => fargateProfiles.entries(),

  *evaluate(profile, { view, violation, each }) {
    const { account, declared } = view;
    yield* each(profile.subnetIds, function* (id) {
      const subnet = account.subnets.find(id);
      const route = subnet && internetGatewayRoute(account, subnet);
      if (!subnet || !route) return;
      const { table, main } = effectiveRouteTable(account, subnet);
      const destination = 'cidr' in route.destination ? route.destination.cidr : route.destination.prefixListId;
      const facts = { routeTable: tableName(table.id, main), destination, gateway: route.target.id };
      yield violation(
        'publicSubnet',
        { profile: profile.id, subnet: id, ...facts },
        {
          cause: { kind: 'public-fargate-subnet', resource: id },
          fix: {
            text: `Associate ${id} with a route table of private subnets, or create the profile anew with private subnets: those of a profile cannot be changed.`,
          },
        },
      );
    });
    const mostPods = declared.fargateMaxPods;
    const shortage = mostPods === undefined ? undefined : fargateShortage(view, mostPods);
    if (mostPods === undefined || !shortage) return undefined;
    const { freeAddresses, morePods, runningPods } = shortage;
    const subnets = shortage.subnets.map(({ id }) => id).sort();
    yield violation(
      'tooFew',
      { cluster: view.name, subnets, freeAddresses, morePods, mostPods, runningPods },
      {
        cause: { kind: 'subnet-full', resource: subnets.join(' ') },
        fix: { text: 'Release addresses there, or create a profile with further private subnets.' },
      },
    );
    return undefined;
  },
});
