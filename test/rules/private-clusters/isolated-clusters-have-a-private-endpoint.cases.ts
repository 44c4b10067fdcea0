import { isolatedClustersHaveAPrivateEndpoint } from '../../../shared/rules/private-clusters/isolated-clusters-have-a-private-endpoint.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const publicOnly = { endpointPublicAccess: true, endpointPrivateAccess: false };
const messageFor = (subnets: string) =>
  `Private access to the API endpoint of demo is off, and nodes in ${subnets} have no way to its public one: they cannot join (NodeCreationFailure).`;

export default {
  rule: isolatedClustersHaveAPrivateEndpoint,
  cases: [
    { name: 'isolated nodes and a private endpoint', given: anIsolatedSnapshot(), expect: 'compliant' },
    {
      name: 'isolated nodes, and both endpoints',
      given: anIsolatedSnapshot({ cluster: { endpointPublicAccess: true } }),
      expect: 'compliant',
    },
    {
      name: 'isolated nodes and only the public endpoint',
      given: anIsolatedSnapshot({ cluster: publicOnly }),
      expect: [messageFor('subnet-a, subnet-b')],
      severity: 'critical',
    },
    {
      name: 'one of two node subnets is isolated, because its NAT gateway is gone',
      given: aSnapshot({ cluster: publicOnly, natGateways: { 'nat-b': null } }),
      expect: [messageFor('subnet-b')],
    },
    {
      name: 'a blackholed default route isolates as well',
      given: aSnapshot({
        cluster: publicOnly,
        routeTables: {
          'rtb-a': { routes: [route('0.0.0.0/0', 'nat-gateway', 'nat-a', { state: 'blackhole' })] },
        },
      }),
      expect: [messageFor('subnet-a')],
    },
    {
      name: 'only Fargate pods are isolated',
      given: aSnapshot({
        cluster: { ...publicOnly, fargateProfiles: { 'demo/pods': { subnetIds: ['subnet-c'] } } },
        subnets: { 'subnet-c': { cidr: '10.0.3.0/24' } },
      }),
      expect: [messageFor('subnet-c')],
    },
    {
      name: 'a node of Karpenter runs in an isolated subnet, which no node group names',
      given: aSnapshot({
        cluster: publicOnly,
        subnets: { 'subnet-c': { cidr: '10.0.3.0/24' } },
        instances: {
          'i-karpenter': {
            subnetId: 'subnet-c',
            tags: { 'kubernetes.io/cluster/demo': 'owned', 'karpenter.sh/nodepool': 'default' },
          },
        },
      }),
      expect: [messageFor('subnet-c')],
    },
    {
      name: 'endpoints could not be read, but the list that a route to one names is AWS’s own',
      given: without(
        aSnapshot({
          cluster: publicOnly,
          routeTables: {
            'rtb-a': {
              routes: [route('0.0.0.0/0', 'nat-gateway', 'nat-a'), route('pl-s3', 'vpc-endpoint', 'vpce-s3')],
            },
          },
        }),
        'vpcEndpoints',
      ),
      expect: 'not-applicable',
    },
    {
      name: 'every node has a way to the internet',
      given: aSnapshot({ cluster: publicOnly }),
      expect: 'not-applicable',
    },
    {
      name: 'an isolated subnet that hosts no nodes',
      given: aSnapshot({
        cluster: { ...publicOnly, subnetIds: ['subnet-a', 'subnet-c'] },
        subnets: { 'subnet-c': { cidr: '10.0.3.0/24' } },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the profile is added by configuration, and nothing is isolated',
      given: aSnapshot({ cluster: publicOnly }),
      profiles: ['private'],
      expect: 'not-applicable',
    },
    {
      name: 'a way to the internet that is declared not to be one',
      given: aSnapshot({ cluster: publicOnly }),
      declare: { assumeNoEgress: true },
      expect: [messageFor('subnet-a, subnet-b')],
    },
    {
      name: 'route tables could not be read',
      given: without(anIsolatedSnapshot({ cluster: publicOnly }), 'routeTables'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
