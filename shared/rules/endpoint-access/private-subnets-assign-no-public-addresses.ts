import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { isPublicByDoc } from '../../model/egress.ts';
import { effectiveRouteTableName } from '../../model/routes.ts';
import { hostsWorkloads, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';

export const privateSubnetsAssignNoPublicAddresses = defineRule({
  code: 'D7',
  name: 'private-subnets-assign-no-public-addresses',
  aliases: ['private-node-subnet-no-public-ip'],
  title: 'Private node and cluster subnets do not assign public addresses',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A public address in a subnet without an internet gateway is of no use, is paid for, and opens the node to the internet on the day that a route is added.',
  how: 'Node, Fargate and cluster subnets whose route table has no route to an internet gateway must not map public addresses on launch.',
  fix: 'Turn off the assignment of public addresses.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],

  parameters: z.strictObject({}),

  messages: {
    assigns: (e: { subnet: string; routeTable: string }) =>
      `${e.subnet} gives each new instance a public address, although ${e.routeTable} has no route to an internet gateway.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable, aws }) {
    if (!isClusterSubnet(view, subnet) && !hostsWorkloads(view, subnet)) {
      return notApplicable('Neither the control plane nor nodes of the cluster use this subnet.');
    }
    if (isPublicByDoc(view.account, subnet)) return notApplicable('The subnet is public.');
    if (!subnet.mapPublicIpOnLaunch) return undefined;
    yield violation(
      'assigns',
      { subnet: subnet.id, routeTable: effectiveRouteTableName(view.account, subnet), mapPublicIpOnLaunch: true },
      {
        cause: { kind: 'subnet-public-addresses', resource: subnet.id },
        fix: {
          text: `Turn off the assignment of public addresses in ${subnet.id}.`,
          command: aws`ec2 modify-subnet-attribute --subnet-id ${subnet.id} --no-map-public-ip-on-launch`,
        },
      },
    );
    return undefined;
  },
});
