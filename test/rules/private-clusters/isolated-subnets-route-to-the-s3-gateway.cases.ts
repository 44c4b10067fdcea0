import { isolatedSubnetsRouteToTheS3Gateway } from '../../../shared/rules/private-clusters/isolated-subnets-route-to-the-s3-gateway.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import { route } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const onlyA = { 'vpce-s3': { routeTableIds: ['rtb-a'] } };
const notRouted = (table: string, subnet: string) =>
  `${table} of ${subnet} does not route S3 to vpce-s3: isolated nodes there cannot pull images (ImagePullBackOff).`;
const local = route('10.0.0.0/16', 'local', 'local', { origin: 'table' });
const s3Interface = { 'vpce-s3-interface': { serviceName: 'com.amazonaws.us-east-1.s3' } };

export default {
  rule: isolatedSubnetsRouteToTheS3Gateway,
  cases: [
    {
      name: 'the gateway endpoint is associated with both route tables',
      given: anIsolatedSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'one route table is missing',
      given: anIsolatedSnapshot({ vpcEndpoints: onlyA }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': [notRouted('rtb-b', 'subnet-b')] },
      severity: 'high',
    },
    {
      name: 'the route itself proves the association',
      given: anIsolatedSnapshot({
        routeTables: { 'rtb-b': { routes: [local, route('pl-s3', 'vpc-endpoint', 'vpce-s3')] } },
        vpcEndpoints: onlyA,
      }),
      expect: 'compliant',
    },
    {
      name: 'a subnet that was moved to a new route table',
      given: anIsolatedSnapshot({
        routeTables: { 'rtb-b': { subnetIds: [] }, 'rtb-new': { subnetIds: ['subnet-b'] } },
      }),
      expect: [notRouted('rtb-new', 'subnet-b')],
    },
    {
      name: 'a subnet that fell back to the main route table',
      given: anIsolatedSnapshot({ routeTables: { 'rtb-b': { subnetIds: [] } } }),
      expect: [notRouted('rtb-main (main)', 'subnet-b')],
    },
    {
      name: 'a second gateway endpoint serves the other route table',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          ...onlyA,
          'vpce-s3-b': {
            type: 'Gateway',
            serviceName: 'com.amazonaws.us-east-1.s3',
            routeTableIds: ['rtb-b'],
          },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'an interface endpoint serves S3',
      given: anIsolatedSnapshot({ vpcEndpoints: { ...onlyA, ...s3Interface } }),
      expect: 'not-applicable',
    },
    {
      name: 'the name of S3 leads to an interface endpoint that refuses the nodes, which no route would mend',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          ...onlyA,
          'vpce-s3-interface': { serviceName: 'com.amazonaws.us-east-1.s3', securityGroupIds: ['sg-none'] },
        },
        securityGroups: { 'sg-none': { ingress: [] } },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'an interface endpoint for S3 that only answers inbound resolvers does not',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          ...onlyA,
          'vpce-s3-interface': {
            serviceName: 'com.amazonaws.us-east-1.s3',
            privateDnsOnlyForInboundResolver: true,
          },
        },
      }),
      expect: [notRouted('rtb-b', 'subnet-b')],
    },
    {
      name: 'no endpoint for S3 at all is another rule’s business',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': null } }),
      expect: 'not-applicable',
    },
    {
      name: 'a gateway endpoint that was deleted is another rule’s business',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': { state: 'deleted' } } }),
      expect: 'not-applicable',
    },
    {
      name: 'S3 is declared to be shared from another VPC',
      given: anIsolatedSnapshot({ vpcEndpoints: onlyA }),
      declare: { centralEndpoints: ['s3'] },
      expect: 'not-applicable',
    },
    {
      name: 'a subnet with a way to the internet does without',
      given: anIsolatedSnapshot({
        routeTables: { 'rtb-b': { routes: [local, route('0.0.0.0/0', 'nat-gateway', 'nat-b')] } },
        vpcEndpoints: onlyA,
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'not-applicable' },
    },
    {
      name: 'a cluster subnet without nodes does without',
      given: anIsolatedSnapshot({
        cluster: { subnetIds: ['subnet-a', 'subnet-c'] },
        subnets: { 'subnet-c': { cidr: '10.0.3.0/24' } },
      }),
      expect: { 'subnet-c': 'not-applicable', 'subnet-a': 'compliant' },
    },
    { name: 'nothing is isolated', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the endpoints of a shared VPC are hidden',
      given: hiddenIn(anIsolatedSnapshot(), 'vpcEndpoints', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'route tables could not be read',
      given: without(anIsolatedSnapshot(), 'routeTables'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
