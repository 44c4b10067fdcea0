import { remotePodNetworksAreRouted } from '../../../shared/rules/hybrid-nodes/remote-pod-networks-are-routed.ts';
import { aHybridSnapshot, local, nodesByTransit } from '../../support/hybrid-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const throughGateway = (overrides = {}) =>
  aHybridSnapshot({
    routeTables: {
      'rtb-a': { routes: [local, nodesByTransit, route('10.85.0.0/16', 'network-interface', 'eni-hybrid', overrides)] },
    },
    networkInterfaces: { 'eni-hybrid': { sourceDestCheck: false } },
  });
const interfaceMay =
  'EKS may place an interface there, and could not reach webhooks on remote pods from it (context deadline exceeded).';
const byA = (fault: string) => ({
  'subnet-a': [`rtb-a of subnet-a ${fault}. ${interfaceMay}`] as const,
  'subnet-b': 'compliant' as const,
});
const sends = 'sends 10.85.0.0/16 to eni-hybrid by its route for 10.85.0.0/16';

const withInterface = (change: object | null) => {
  const snapshot = throughGateway();
  const interfaces = snapshot.networkInterfaces as readonly { readonly id: string }[];
  return {
    ...snapshot,
    networkInterfaces: interfaces.flatMap((eni) =>
      eni.id === 'eni-hybrid' ? (change ? [{ ...eni, ...change }] : []) : [eni],
    ),
  } as typeof snapshot;
};

export default {
  rule: remotePodNetworksAreRouted,
  cases: [
    {
      name: 'both tables route the pods to the transit gateway',
      given: aHybridSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'the gateway instance of hybrid nodes forwards',
      given: throughGateway(),
      expect: 'compliant',
    },
    {
      name: 'its source/destination check is on',
      given: withInterface({ sourceDestCheck: true }),
      expect: byA(`${sends}, whose source/destination check is on, so it drops what it should forward`),
      severity: 'high',
    },
    {
      name: 'it was uninstalled, and its routes stayed',
      given: throughGateway({ state: 'blackhole' }),
      expect: byA(`${sends}, which no longer leads anywhere (blackhole)`),
    },
    {
      name: 'its interface no longer exists',
      given: withInterface(null),
      expect: byA(`${sends}, which no longer exists`),
    },
    {
      name: 'its interface is attached to nothing',
      given: withInterface({ status: 'available' }),
      expect: byA(`${sends}, which is available, attached to no instance`),
    },
    {
      name: 'its interface is in another VPC',
      given: withInterface({ vpcId: 'vpc-other' }),
      expect: byA(`${sends}, which is in vpc-other`),
    },
    {
      name: 'no route',
      given: aHybridSnapshot({ routeTables: { 'rtb-a': { routes: [local, nodesByTransit] } } }),
      expect: byA('has no route for 10.85.0.0/16'),
    },
    {
      name: 'the default route to a NAT gateway takes them',
      given: aHybridSnapshot({
        routeTables: { 'rtb-a': { routes: [local, nodesByTransit, route('0.0.0.0/0', 'nat-gateway', 'nat-a')] } },
      }),
      expect: byA('sends 10.85.0.0/16 to nat-a by its route for 0.0.0.0/0, which does not lead on premises'),
    },
    {
      name: 'a subnet that only hosts cloud nodes',
      given: aHybridSnapshot({
        cluster: { subnetIds: ['subnet-b'] },
        routeTables: { 'rtb-a': { routes: [local, nodesByTransit] } },
      }),
      expect: {
        'subnet-a': ['rtb-a of subnet-a has no route for 10.85.0.0/16. Nodes there cannot reach the remote pods.'],
      },
      severity: 'medium',
    },
    {
      name: 'no route, and remote pods are declared not to be routable',
      given: aHybridSnapshot({ routeTables: { 'rtb-a': { routes: [local, nodesByTransit] } } }),
      declare: { podCidrsRoutable: false },
      expect: 'not-applicable',
    },
    {
      name: 'the CNI on premises hides pods behind their nodes',
      given: aHybridSnapshot({ cluster: { remotePodCidrs: [] } }),
      expect: 'not-applicable',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the interfaces of a shared VPC are hidden',
      given: hiddenIn(throughGateway(), 'networkInterfaces', 'vpc-main'),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    {
      name: 'route tables could not be read',
      given: without(aHybridSnapshot(), 'routeTables'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
