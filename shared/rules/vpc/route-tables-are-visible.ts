import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { effectiveRouteTable, tableName } from '../../model/routes.ts';
import { hostsWorkloads, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';

export const routeTablesAreVisible = defineRule({
  code: 'I9',
  name: 'route-tables-are-visible',
  aliases: ['route-table-subnet-association'],
  title: 'The route table of each cluster, node and Fargate subnet is known',
  severity: 'informational',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A subnet without an association of its own uses the main table of its VPC, which AWS does not list with the subnet: a change there changes the subnet’s way to the internet, and whether EKS takes it for a public one. What is said of routes rests on knowing the table.',
  how: 'Finds the table that names the subnet, else the main table of its VPC. Where neither can be seen, as in a VPC of another account that shares only its subnets, the rule cannot know.',
  fix: 'Let this account read the route tables of the VPC, and associate each subnet with a table of its own.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html',
  ],

  parameters: z.strictObject({}),

  messages: {},

  subjects: scopeSubnets,

  *evaluate(subnet, { view, note, notApplicable }) {
    if (!isClusterSubnet(view, subnet) && !hostsWorkloads(view, subnet))
      return notApplicable('Neither the control plane nor nodes or Fargate pods of the cluster use this subnet.');
    const { table, main } = effectiveRouteTable(view.account, subnet);
    if (main) yield note(`${subnet.id} has no association of its own: it uses ${tableName(table.id, main)}.`);
    return undefined;
  },
});
