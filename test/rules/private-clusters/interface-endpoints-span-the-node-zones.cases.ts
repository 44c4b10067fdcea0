import { unread } from '../../../shared/model/snapshot/known.ts';
import { interfaceEndpointsSpanTheNodeZones } from '../../../shared/rules/private-clusters/interface-endpoints-span-the-node-zones.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const missing = (service: string, zones: string, subnets: string) =>
  `vpce-${service} has no interface in ${zones}: isolated nodes in ${subnets} call com.amazonaws.us-east-1.${service} in another zone, and lose it when that fails.`;
const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const onlyA = { subnetIds: ['subnet-a'] };
const edge = { 'subnet-edge': { zone: 'us-east-1-bos-1a', zoneId: 'use1-bos1-az1', cidr: '10.0.9.0/24' } };

export default {
  rule: interfaceEndpointsSpanTheNodeZones,
  cases: [
    {
      name: 'an interface in both zones, and a gateway endpoint has none',
      given: anIsolatedSnapshot(),
      expect: { 'vpce-sts': 'compliant', 'vpce-s3': 'not-applicable' },
    },
    {
      name: 'an interface in one of two zones',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': onlyA } }),
      expect: { 'vpce-sts': [missing('sts', 'use1-az2', 'subnet-b')], 'vpce-ec2': 'compliant' },
      severity: 'medium',
      causes: ['endpoint-zones vpce-sts'],
    },
    {
      name: 'other subnets of the same zones',
      given: anIsolatedSnapshot({
        subnets: { 'subnet-endpoints-a': {}, 'subnet-endpoints-b': {} },
        vpcEndpoints: { 'vpce-sts': { subnetIds: ['subnet-endpoints-a', 'subnet-endpoints-b'] } },
      }),
      expect: { 'vpce-sts': 'compliant' },
    },
    {
      name: 'other subnets of the same zones, where the subnets themselves are asked for',
      given: anIsolatedSnapshot({
        subnets: { 'subnet-endpoints-a': {} },
        vpcEndpoints: { 'vpce-sts': { subnetIds: ['subnet-endpoints-a', 'subnet-b'] } },
      }),
      parameters: { strictSubnetMembership: true },
      expect: [
        'vpce-sts for com.amazonaws.us-east-1.sts has no interface in subnet-a, as strictSubnetMembership asks for.',
      ],
    },
    {
      name: 'the zone where nodes have a way to the internet does not count',
      given: anIsolatedSnapshot({
        routeTables: { 'rtb-b': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-b')] } },
        vpcEndpoints: { 'vpce-sts': onlyA },
      }),
      expect: { 'vpce-sts': 'compliant' },
    },
    {
      name: 'nodes in a Local Zone, where there are no endpoints',
      given: anIsolatedSnapshot({
        subnets: edge,
        routeTables: { 'rtb-a': { subnetIds: ['subnet-a', 'subnet-edge'] } },
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a', 'subnet-edge'] } } },
      }),
      expect: { 'vpce-sts': 'compliant' },
    },
    {
      name: 'S3 by interface for inbound resolvers, and by gateway for the VPC',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          'vpce-s3-interface': {
            serviceName: 'com.amazonaws.us-east-1.s3',
            privateDnsOnlyForInboundResolver: true,
            ...onlyA,
          },
        },
      }),
      expect: { 'vpce-s3-interface': 'not-applicable' },
    },
    {
      name: 'a service that nodes do not need',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sqs': onlyA } }),
      expect: { 'vpce-sqs': 'not-applicable' },
    },
    {
      name: 'an endpoint that is not available is another rule’s business',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': { state: 'pendingacceptance', ...onlyA } } }),
      expect: { 'vpce-sts': 'not-applicable' },
    },
    {
      name: 'nothing is isolated',
      given: aSnapshot({ vpcEndpoints: { 'vpce-sts': onlyA } }),
      expect: 'not-applicable',
    },
    {
      name: 'one missing zone is certain, whatever is not known of another subnet',
      given: anIsolatedSnapshot({
        subnets: { 'subnet-c': { zoneId: unread('reading it was denied'), cidr: '10.0.3.0/24' } },
        routeTables: { 'rtb-a': { subnetIds: ['subnet-a', 'subnet-c'] } },
        cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-a', 'subnet-b', 'subnet-c'] } } },
        vpcEndpoints: { 'vpce-sts': onlyA },
      }),
      expect: { 'vpce-sts': [missing('sts', 'use1-az2', 'subnet-b')] },
    },
    {
      name: 'the subnets of the endpoint are not known',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': { subnetIds: unread('reading it was denied') } } }),
      expect: { 'vpce-sts': 'indeterminate' },
    },
    {
      name: 'the endpoints of a shared VPC are hidden',
      given: hiddenIn(anIsolatedSnapshot(), 'vpcEndpoints', 'vpc-main'),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(anIsolatedSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
