import { unread } from '../../../shared/model/snapshot/known.ts';
import { routeTablesHaveNoBlackholes } from '../../../shared/rules/vpc/route-tables-have-no-blackholes.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const nat = route('0.0.0.0/0', 'nat-gateway', 'nat-a');
const gone = { state: 'blackhole' } as const;
const given = (routes: ReturnType<typeof route>[], patches: Patches = {}) =>
  aSnapshot({ ...patches, routeTables: { 'rtb-a': { routes: [local, ...routes] } } });
const dropped = (route: string, traffic: string) =>
  [`rtb-a sends ${route}, which no longer leads anywhere (blackhole): traffic to ${traffic} is dropped.`] as const;
const leftover = (route: string) =>
  [`rtb-a sends ${route}, which no longer leads anywhere (blackhole): nothing is known to need it.`] as const;

export default {
  rule: routeTablesHaveNoBlackholes,
  cases: [
    { name: 'every route leads somewhere', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the default route leads to a NAT gateway that was deleted',
      given: given([route('0.0.0.0/0', 'nat-gateway', 'nat-gone', gone)]),
      expect: { 'rtb-a': dropped('0.0.0.0/0 to nat-gone', 'the IPv4 internet'), 'rtb-b': 'compliant' },
      severity: 'high',
    },
    {
      name: 'the IPv6 default route',
      given: given([nat, route('::/0', 'egress-only-internet-gateway', 'eigw-gone', gone)]),
      expect: dropped('::/0 to eigw-gone', 'the IPv6 internet'),
    },
    {
      name: 'half of a split default route',
      given: given([nat, route('128.0.0.0/1', 'transit-gateway', 'tgw-gone', gone)]),
      expect: dropped('128.0.0.0/1 to tgw-gone', 'the IPv4 internet'),
    },
    {
      name: 'an instance of before, which nothing needs any more',
      given: given([nat, route('172.30.0.0/16', 'network-interface', 'eni-gone', gone)]),
      expect: leftover('172.30.0.0/16 to eni-gone'),
      severity: 'low',
    },
    {
      name: 'two halves have taken over from the default route',
      given: given([
        route('0.0.0.0/0', 'nat-gateway', 'nat-gone', gone),
        route('0.0.0.0/1', 'nat-gateway', 'nat-a'),
        route('128.0.0.0/1', 'nat-gateway', 'nat-a'),
      ]),
      expect: leftover('0.0.0.0/0 to nat-gone'),
      severity: 'low',
    },
    {
      name: 'the route to the remote nodes and half of the remote pods',
      given: given(
        [
          nat,
          route('10.80.0.0/15', 'transit-gateway', 'tgw-gone', gone),
          route('10.81.128.0/17', 'transit-gateway', 'tgw-main'),
        ],
        {
          cluster: { remoteNodeCidrs: ['10.80.0.0/16'], remotePodCidrs: ['10.81.0.0/16'] },
        },
      ),
      expect: dropped(
        '10.80.0.0/15 to tgw-gone',
        'the remote node network 10.80.0.0/16, the remote pod network 10.81.0.0/16',
      ),
      severity: 'high',
    },
    {
      name: 'a peered network, seen from either side',
      given: given([nat, route('10.8.0.0/15', 'transit-gateway', 'tgw-gone', gone)], {
        vpcPeeringConnections: {
          'pcx-1': {},
          'pcx-2': {
            requester: { vpcId: 'vpc-x', cidrs: ['10.8.0.0/16'] },
            accepter: { vpcId: 'vpc-main', cidrs: ['10.0.0.0/16'] },
          },
          'pcx-3': {
            requester: { vpcId: 'vpc-x', cidrs: ['10.8.0.0/16'] },
            accepter: { vpcId: 'vpc-y', cidrs: ['10.9.0.0/16'] },
          },
        },
      }),
      expect: dropped('10.8.0.0/15 to tgw-gone', 'the peered network 10.9.0.0/16, the peered network 10.8.0.0/16'),
    },
    {
      name: 'a peering connection that was deleted with all that was known of it',
      given: given([nat, route('10.9.0.0/16', 'vpc-peering-connection', 'pcx-gone', gone)]),
      expect: dropped('10.9.0.0/16 to pcx-gone', 'a peered VPC'),
      severity: 'high',
    },
    {
      name: 'a connected network that is declared',
      given: given([nat, route('172.30.0.0/16', 'vpn-gateway', 'vgw-gone', gone)]),
      declare: { connectedCidrs: ['172.30.8.0/24'] },
      expect: dropped('172.30.0.0/16 to vgw-gone', 'the connected network 172.30.8.0/24'),
    },
    {
      name: 'a prefix list',
      given: given([nat, route('pl-s3', 'vpc-endpoint', 'vpce-gone', gone)]),
      expect: leftover('pl-s3 to vpce-gone'),
    },
    {
      name: 'the default route, beside a prefix list whose entries were not read',
      given: without(
        given([route('0.0.0.0/0', 'nat-gateway', 'nat-gone', gone), route('pl-corp', 'transit-gateway', 'tgw-main')]),
        'prefixLists',
      ),
      expect: dropped('0.0.0.0/0 to nat-gone', 'the IPv4 internet'),
      severity: 'high',
    },
    {
      name: 'a filtered route is not installed',
      given: given([
        nat,
        route('10.80.0.0/16', 'network-interface', 'eni-1', { state: 'filtered', origin: 'advertised' }),
      ]),
      expect: 'compliant',
    },
    {
      name: 'the main table, because a node subnet fell back to it',
      given: aSnapshot({
        routeTables: {
          'rtb-a': { subnetIds: [] },
          'rtb-main': { routes: [route('0.0.0.0/0', 'nat-gateway', 'nat-gone', gone)] },
        },
      }),
      expect: {
        'rtb-main': [
          'rtb-main (main) sends 0.0.0.0/0 to nat-gone, which no longer leads anywhere (blackhole): traffic to the IPv4 internet is dropped.',
        ],
      },
    },
    {
      name: 'the table of a load balancer subnet',
      given: aSnapshot({
        routeTables: { 'rtb-public': { routes: [local, route('0.0.0.0/0', 'internet-gateway', 'igw-gone', gone)] } },
      }),
      expect: {
        'rtb-public': [
          'rtb-public sends 0.0.0.0/0 to igw-gone, which no longer leads anywhere (blackhole): traffic to the IPv4 internet is dropped.',
        ],
      },
    },
    {
      name: 'a table that no subnet of the cluster uses',
      given: aSnapshot({
        routeTables: { 'rtb-other': { routes: [route('0.0.0.0/0', 'nat-gateway', 'nat-gone', gone)] } },
      }),
      expect: 'compliant',
    },
    {
      name: 'the state of one route is not known',
      given: given([nat, { ...route('10.80.0.0/16', 'transit-gateway', 'tgw-main'), state: unread('later') }]),
      expect: { 'rtb-a': 'indeterminate', 'rtb-b': 'compliant' },
    },
    {
      name: 'route tables are hidden',
      given: hiddenIn(aSnapshot(), 'routeTables', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
