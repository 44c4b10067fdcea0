import { unread } from '../../../shared/model/snapshot/known.ts';
import { interfaceEndpointsHavePrivateDns } from '../../../shared/rules/private-clusters/interface-endpoints-have-private-dns.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const noPrivateDns = { privateDnsEnabled: false };
const off = (service: string, fault: string) =>
  `com.amazonaws.us-east-1.${service} does not resolve to its endpoint for isolated nodes: ${fault}.`;
const s3Interface = (overrides = {}) => ({
  'vpce-s3-interface': { serviceName: 'com.amazonaws.us-east-1.s3', ...overrides },
});

export default {
  rule: interfaceEndpointsHavePrivateDns,
  cases: [
    {
      name: 'private DNS is on everywhere, and a gateway endpoint has none',
      given: anIsolatedSnapshot(),
      expect: { 'vpce-ecr.dkr': 'compliant', 'vpce-sts': 'compliant', 'vpce-s3': 'not-applicable' },
    },
    {
      name: 'off on the endpoint for images',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ecr.dkr': noPrivateDns } }),
      expect: { 'vpce-ecr.dkr': [off('ecr.dkr', 'private DNS of vpce-ecr.dkr is off')], 'vpce-sts': 'compliant' },
      severity: 'high',
    },
    {
      name: 'off on the endpoint for credentials of the registry',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ecr.api': noPrivateDns } }),
      expect: [off('ecr.api', 'private DNS of vpce-ecr.api is off')],
      severity: 'high',
    },
    {
      name: 'off on the endpoint for STS',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': noPrivateDns } }),
      expect: [off('sts', 'private DNS of vpce-sts is off')],
      severity: 'medium',
    },
    {
      name: 'a DNS attribute of the VPC is off',
      given: anIsolatedSnapshot({
        vpcs: { 'vpc-main': { enableDnsHostnames: false } },
        vpcEndpoints: {
          'vpce-ec2': null,
          'vpce-ecr.api': null,
          'vpce-ecr.dkr': null,
          'vpce-elasticloadbalancing': null,
          'vpce-eks': null,
        },
      }),
      expect: [
        'com.amazonaws.us-east-1.sts does not resolve to vpce-sts although its private DNS is on: enableDnsHostnames of vpc-main is off.',
      ],
    },
    {
      name: 'off on a second endpoint for a service whose first one has it',
      given: anIsolatedSnapshot({
        vpcEndpoints: { 'vpce-sts-2': { serviceName: 'com.amazonaws.us-east-1.sts', ...noPrivateDns } },
      }),
      expect: { 'vpce-sts': 'compliant', 'vpce-sts-2': 'not-applicable' },
    },
    {
      name: 'S3 by interface for inbound resolvers, and by gateway for the VPC',
      given: anIsolatedSnapshot({ vpcEndpoints: s3Interface({ privateDnsOnlyForInboundResolver: true }) }),
      expect: { 'vpce-s3-interface': 'not-applicable' },
    },
    {
      name: 'S3 by interface for inbound resolvers only',
      given: anIsolatedSnapshot({
        vpcEndpoints: { 'vpce-s3': null, ...s3Interface({ privateDnsOnlyForInboundResolver: true }) },
      }),
      expect: [off('s3', 'private DNS of vpce-s3-interface serves inbound resolvers only')],
      severity: 'medium',
    },
    {
      name: 'S3 by interface without private DNS',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': null, ...s3Interface(noPrivateDns) } }),
      expect: [off('s3', 'private DNS of vpce-s3-interface is off')],
    },
    {
      name: 'a service that nodes do not need',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sqs': noPrivateDns, 'vpce-xray': noPrivateDns } }),
      expect: { 'vpce-sqs': 'not-applicable', 'vpce-xray': 'not-applicable' },
    },
    {
      name: 'an optional service that is declared',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-xray': noPrivateDns } }),
      declare: { xray: true },
      expect: [off('xray', 'private DNS of vpce-xray is off')],
    },
    {
      name: 'a service whose endpoint is shared from another VPC',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': noPrivateDns } }),
      declare: { centralEndpoints: ['sts'] },
      expect: { 'vpce-sts': 'not-applicable' },
    },
    {
      name: 'an endpoint that is not available is another rule’s business',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-sts': { state: 'pendingAcceptance', ...noPrivateDns } } }),
      expect: { 'vpce-sts': 'not-applicable' },
    },
    {
      name: 'nothing is isolated',
      given: aSnapshot({ vpcEndpoints: { 'vpce-sts': noPrivateDns } }),
      expect: 'not-applicable',
    },
    {
      name: 'nothing is isolated, and the profile is added',
      given: aSnapshot({ vpcEndpoints: { 'vpce-sts': noPrivateDns } }),
      profiles: ['private'],
      expect: 'not-applicable',
    },
    {
      name: 'whether Pod Identity is used could not be read',
      given: anIsolatedSnapshot({
        cluster: { podIdentityAssociations: unread('eks:ListPodIdentityAssociations was denied') },
        vpcEndpoints: { 'vpce-eks-auth': noPrivateDns },
      }),
      expect: { 'vpce-eks-auth': 'indeterminate', 'vpce-sts': 'compliant' },
    },
    {
      name: 'the VPC could not be read',
      given: without(anIsolatedSnapshot(), 'vpcs'),
      expect: 'indeterminate',
    },
    {
      name: 'the endpoints of a shared VPC are hidden',
      given: hiddenIn(anIsolatedSnapshot(), 'vpcEndpoints', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
