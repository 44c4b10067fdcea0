import { unread } from '../../../shared/model/snapshot/known.ts';
import { hybridNodesGatewaysForward } from '../../../shared/rules/hybrid-nodes/hybrid-nodes-gateways-forward.ts';
import { aHybridSnapshot, local, nodesByTransit, podsByTransit } from '../../support/hybrid-snapshot.ts';
import { anyTraffic, route, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aHybridSnapshot>[0]>;
type Rule = ReturnType<typeof rule>;

const through = (eni: string) => ({ routes: [local, nodesByTransit, route('10.85.0.0/16', 'network-interface', eni)] });
const open = [anyTraffic('sg-cluster'), rule('udp', 8472, '10.80.0.0/16')];

/** The node `i-node-a` is the active gateway, `eni-node-a` its first interface; what it carries opens VXLAN both ways. */
const gateway = (patches: Patches = {}) =>
  aHybridSnapshot({
    ...patches,
    routeTables: { 'rtb-a': through('eni-node-a'), 'rtb-b': through('eni-node-a'), ...patches.routeTables },
    networkInterfaces: { 'eni-node-a': { sourceDestCheck: false }, ...patches.networkInterfaces },
    securityGroups: { 'sg-cluster': { ingress: open }, ...patches.securityGroups },
  });
const group = (ingress: readonly (Rule | ReturnType<typeof unread>)[], egress: readonly Rule[]) => ({
  securityGroups: { 'sg-cluster': { ingress: [...ingress], egress: [...egress] } },
});
const closed = (way: string, blocks = '10.80.0.0/16') =>
  `sg-cluster on the gateway eni-node-a does not let udp 8472 ${way} ${blocks}: remote pods there are not reached (VXLAN).`;
const split = (...ways: string[]) =>
  `Route tables lead the remote pod network 10.85.0.0/16 to different places (${ways.join(', ')}), and only one gateway is active.`;
/** An instance that is no node of the cluster. */
const appliance: Patches = {
  instances: { 'i-vpn': { tags: {} } },
  networkInterfaces: {
    'eni-vpn': { attachment: { instanceId: 'i-vpn', instanceOwnerId: '111122223333', deviceIndex: 0 } },
  },
};

export default {
  rule: hybridNodesGatewaysForward,
  cases: [
    { name: 'a gateway that forwards, with VXLAN open both ways', given: gateway(), expect: { demo: 'compliant' } },
    {
      name: 'VXLAN is let in, and not out',
      given: gateway(group(open, [rule('tcp', 443, '0.0.0.0/0')])),
      expect: [closed('out to')],
      severity: 'high',
      causes: ['security-group-port sg-cluster out udp 8472'],
    },
    {
      name: 'VXLAN is not let in',
      given: gateway(group([anyTraffic('sg-cluster')], [anyTraffic('0.0.0.0/0')])),
      expect: [closed('in from')],
    },
    {
      name: 'references to groups never match hosts on premises',
      given: gateway(group([anyTraffic('sg-cluster')], [anyTraffic('sg-cluster')])),
      expect: [closed('in from'), closed('out to')],
    },
    {
      name: 'VXLAN from half of the nodes’ network',
      given: gateway(group([rule('udp', 8472, '10.80.0.0/17')], [anyTraffic('0.0.0.0/0')])),
      expect: [closed('in from', '10.80.128.0/17')],
    },
    {
      name: 'TCP is not VXLAN',
      given: gateway(group([rule('tcp', 8472, '10.80.0.0/16')], [anyTraffic('0.0.0.0/0')])),
      expect: [closed('in from')],
    },
    {
      name: 'its source/destination check is on',
      given: gateway({ networkInterfaces: { 'eni-node-a': { sourceDestCheck: true } } }),
      expect: [
        'eni-node-a leads to remote pods, but its source/destination check is on, so it drops what it should forward.',
      ],
      severity: 'high',
      causes: ['network-interface eni-node-a'],
    },
    {
      name: 'one route table stayed with the gateway of before the failover',
      given: gateway({
        routeTables: { 'rtb-b': through('eni-node-b') },
        networkInterfaces: { 'eni-node-a': { sourceDestCheck: false }, 'eni-node-b': { sourceDestCheck: false } },
      }),
      expect: [split('rtb-a → eni-node-a', 'rtb-b → eni-node-b')],
      severity: 'high',
    },
    {
      name: 'one route table still leads pods to the transit gateway',
      given: gateway({ routeTables: { 'rtb-b': { routes: [local, nodesByTransit, podsByTransit] } } }),
      expect: [split('rtb-a → eni-node-a', 'rtb-b → tgw-main')],
    },
    {
      name: 'one route table has no route for pods, which is another rule’s business',
      given: gateway({ routeTables: { 'rtb-b': { routes: [local, nodesByTransit] } } }),
      expect: 'compliant',
    },
    {
      name: 'half of the pods’ network stayed behind',
      given: gateway({
        routeTables: {
          'rtb-a': {
            routes: [...through('eni-node-a').routes, route('10.85.128.0/17', 'transit-gateway', 'tgw-main')],
          },
        },
      }),
      expect: [split('rtb-a → eni-node-a', 'rtb-a → tgw-main', 'rtb-b → eni-node-a')],
    },
    {
      name: 'the gateways’ node group is in one zone',
      given: gateway({ cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a'] } } } }),
      expect: ['The gateways of demo/workers are all in use1-az1: when it fails, none takes over.'],
      severity: 'low',
    },
    {
      name: 'a gateway on a node of Auto Mode',
      given: gateway({
        routeTables: { 'rtb-a': through('eni-auto'), 'rtb-b': through('eni-auto') },
        instances: { 'i-auto': { tags: { 'eks:eks-cluster-name': 'demo' } } },
        networkInterfaces: {
          'eni-auto': {
            sourceDestCheck: false,
            attachment: { instanceId: 'i-auto', instanceOwnerId: '111122223333', deviceIndex: 0 },
          },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'an appliance of one’s own, to which nodes lead too',
      given: aHybridSnapshot({
        routeTables: {
          'rtb-a': { routes: [local, route('10.80.0.0/12', 'network-interface', 'eni-node-a')] },
          'rtb-b': { routes: [local, route('10.80.0.0/12', 'network-interface', 'eni-node-a')] },
        },
        networkInterfaces: { 'eni-node-a': { sourceDestCheck: false } },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'an appliance of one’s own, for pods only',
      given: gateway({ ...appliance, routeTables: { 'rtb-a': through('eni-vpn'), 'rtb-b': through('eni-vpn') } }),
      expect: 'not-applicable',
    },
    {
      name: 'it was uninstalled, and its routes stayed, which is another rule’s business',
      given: gateway({
        routeTables: Object.fromEntries(
          ['rtb-a', 'rtb-b'].map((id) => [
            id,
            {
              routes: [
                local,
                nodesByTransit,
                route('10.85.0.0/16', 'network-interface', 'eni-gone', { state: 'blackhole' }),
              ],
            },
          ]),
        ),
      }),
      expect: 'not-applicable',
    },
    { name: 'pods are routed through the transit gateway', given: aHybridSnapshot(), expect: 'not-applicable' },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'instances could not be read, so whose interface it is cannot be told',
      given: without(
        gateway({ ...appliance, routeTables: { 'rtb-a': through('eni-vpn'), 'rtb-b': through('eni-vpn') } }),
        'instances',
      ),
      expect: 'indeterminate',
    },
    {
      name: 'a rule could not be read, which may let VXLAN in',
      given: gateway(group([unread('denied')], [anyTraffic('0.0.0.0/0')])),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces of the VPC are hidden',
      given: hiddenIn(gateway(), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'route tables could not be read', given: without(gateway(), 'routeTables'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
