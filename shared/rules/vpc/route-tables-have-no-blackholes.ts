import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { carriedBy, usedRouteTables } from '../../model/blackholes.ts';
import { blackholeRemedy } from '../../model/egress-remedies.ts';

export const routeTablesHaveNoBlackholes = defineRule({
  code: 'I4',
  name: 'route-tables-have-no-blackholes',
  aliases: ['blackhole-routes'],
  title: 'No route of the cluster’s subnets leads to something that is gone',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'route-table',
  why: 'A blackhole still wins over wider routes and drops what it matches: nodes lose the internet, hybrid nodes lose the control plane, peers stop answering.',
  how: 'Looks at the route tables that the cluster’s own, node, Fargate and role-tagged subnets use, the main one included. A blackhole is of high severity when it is what decides for the internet, a remote node or pod network, a peered or declared connected network; else of low severity. Filtered routes are not installed and do not count.',
  fix: 'Route to a gateway that exists, or delete the route.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    blackhole: (e: { routeTable: string; destination: string; target: string; carries: readonly string[] }) =>
      `${e.routeTable} sends ${e.destination} to ${e.target}, which no longer leads anywhere (blackhole): ${
        e.carries.length > 0 ? `traffic to ${e.carries.join(', ')} is dropped` : 'nothing is known to need it'
      }.`,
  },

  subjects: usedRouteTables,

  *evaluate({ table, name, subnets }, { view, violation, each, aws }) {
    const { routes } = table;
    yield* each([...routes.keys()], function* (index) {
      const route = routes[index];
      if (route?.state !== 'blackhole') return;
      const destination = 'cidr' in route.destination ? route.destination.cidr : route.destination.prefixListId;
      const carries = carriedBy(view, table, route);
      const subnet = route.target.kind === 'nat-gateway' ? subnets[0] : undefined;
      yield violation(
        'blackhole',
        {
          routeTable: name,
          destination,
          target: route.target.id,
          carries,
          subnets: subnets.map(({ id }) => id),
          dynamic: route.origin === 'propagated',
        },
        {
          severity: carries.length > 0 ? 'high' : 'low',
          cause: { kind: 'route', resource: `${table.id} ${destination}` },
          fix: fixFrom(
            aws,
            blackholeRemedy(view.account, { table, route, needed: carries.length > 0, ...(subnet ? { subnet } : {}) }),
          ),
        },
      );
    });
    return undefined;
  },
});
