import { unread } from '../../../shared/model/snapshot/known.ts';
import { endpointPoliciesAllowImagePulls } from '../../../shared/rules/private-clusters/endpoint-policies-allow-image-pulls.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn } from '../../support/snapshot-builders.ts';

const layers = 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*';
const repositories = 'arn:aws:ecr:us-east-1:*:repository/*';
const allow = (Action: string | string[], Resource: string | string[], more = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string | string[], Resource: string | string[], more = {}) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const everything = allow('*', '*');
const withPolicy = (service: string, ...Statement: object[]) =>
  anIsolatedSnapshot({
    vpcEndpoints: { [`vpce-${service}`]: { policyDocument: JSON.stringify({ Version: '2012-10-17', Statement }) } },
  });
const refused = (service: string, actions: string, resource: string) =>
  `The policy of vpce-${service} (com.amazonaws.us-east-1.${service}) does not allow ${actions} on ${resource}: isolated nodes cannot pull images (403 Forbidden, ImagePullBackOff).`;
const noLayers = [refused('s3', 's3:GetObject', layers)] as const;
const s3 = (expect: 'compliant' | 'indeterminate' | typeof noLayers) => ({ expect: { 'vpce-s3': expect } });

const documentOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const ownBucket = documentOf(allow('s3:*', 'arn:aws:s3:::my-bucket/*'));
const nothing = documentOf(deny('*', '*'));
const gateway = {
  type: 'Gateway',
  routeTableIds: ['rtb-a'],
  subnetIds: [],
  securityGroupIds: [],
  privateDnsEnabled: false,
};
type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;
const behindNat = (vpcEndpoints: NonNullable<Patches['vpcEndpoints']>, more: Patches = {}) =>
  aSnapshot({ vpcEndpoints, ...more });
const ownResolver: Patches = { dhcpOptions: { 'dopt-amazon': { domainNameServers: ['10.0.0.53'] } } };

export default {
  rule: endpointPoliciesAllowImagePulls,
  cases: [
    {
      name: 'no policy of one’s own: AWS’s default one allows everything',
      given: anIsolatedSnapshot(),
      expect: {
        'vpce-s3': 'compliant',
        'vpce-ecr.api': 'compliant',
        'vpce-ecr.dkr': 'compliant',
        'vpce-sts': 'not-applicable',
      },
    },
    { name: 'the default policy', given: withPolicy('s3', everything), ...s3('compliant') },
    {
      name: 'a single statement that is no list',
      given: anIsolatedSnapshot({
        vpcEndpoints: { 'vpce-s3': { policyDocument: JSON.stringify({ Statement: everything }) } },
      }),
      ...s3('compliant'),
    },
    {
      name: 'one’s own bucket alone',
      given: withPolicy('s3', allow('s3:*', 'arn:aws:s3:::my-bucket/*')),
      ...s3(noLayers),
      severity: 'medium',
      causes: ['endpoint-policy vpce-s3'],
    },
    {
      name: 'one’s own bucket, and ECR’s layers',
      given: withPolicy('s3', allow('s3:*', ['arn:aws:s3:::my-bucket/*']), allow(['s3:GetObject'], [layers])),
      ...s3('compliant'),
    },
    {
      name: 'the action in other letters, by a wildcard',
      given: withPolicy('s3', allow('S3:get*', layers)),
      ...s3('compliant'),
    },
    { name: 'another action', given: withPolicy('s3', allow('s3:ListBucket', '*')), ...s3(noLayers) },
    {
      name: 'the bucket, but not what is in it',
      given: withPolicy('s3', allow('s3:GetObject', layers.replace('/*', ''))),
      ...s3(noLayers),
    },
    {
      name: 'the layers of another Region',
      given: withPolicy('s3', allow('s3:GetObject', layers.replace('us-east-1', 'eu-west-1'))),
      ...s3(noLayers),
    },
    {
      name: 'everything for the account alone: ECR signs these requests itself',
      given: withPolicy('s3', allow('*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
      ...s3(noLayers),
    },
    {
      name: 'everybody, written as a list',
      given: withPolicy('s3', allow('*', '*', { Principal: { AWS: ['*'] } })),
      ...s3('compliant'),
    },
    {
      name: 'a condition is not evaluated',
      given: withPolicy('s3', allow('*', '*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-main' } } })),
      ...s3('indeterminate'),
    },
    {
      name: 'a condition beside a statement without one',
      given: withPolicy(
        's3',
        allow('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
        everything,
      ),
      ...s3('compliant'),
    },
    { name: 'a denial wins', given: withPolicy('s3', everything, deny('s3:GetObject', layers)), ...s3(noLayers) },
    {
      name: 'a denial of something else',
      given: withPolicy('s3', everything, deny('s3:DeleteObject', '*'), deny('s3:*', 'arn:aws:s3:::my-bucket/*')),
      ...s3('compliant'),
    },
    {
      name: 'a denial under a condition',
      given: withPolicy(
        's3',
        everything,
        deny('s3:*', '*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } } }),
      ),
      ...s3('indeterminate'),
    },
    {
      name: 'everything but one action',
      given: withPolicy('s3', { Effect: 'Allow', Principal: '*', NotAction: 's3:PutObject', Resource: '*' }),
      ...s3('compliant'),
    },
    {
      name: 'everything but one’s own bucket',
      given: withPolicy('s3', {
        Effect: 'Allow',
        Principal: '*',
        Action: '*',
        NotResource: 'arn:aws:s3:::my-bucket/*',
      }),
      ...s3('compliant'),
    },
    {
      name: 'everything but the layers',
      given: withPolicy('s3', { Effect: 'Allow', Principal: '*', Action: '*', NotResource: [layers] }),
      ...s3(noLayers),
    },
    {
      name: 'everybody but somebody',
      given: withPolicy('s3', {
        Effect: 'Allow',
        NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: '*',
        Resource: '*',
      }),
      ...s3('indeterminate'),
    },
    {
      name: 'the interface endpoint for S3 has a policy of its own',
      given: anIsolatedSnapshot({
        vpcEndpoints: {
          'vpce-s3': null,
          'vpce-s3-interface': {
            serviceName: 'com.amazonaws.us-east-1.s3',
            policyDocument: JSON.stringify({ Statement: [allow('s3:*', 'arn:aws:s3:::my-bucket/*')] }),
          },
        },
      }),
      expect: [
        `The policy of vpce-s3-interface (com.amazonaws.us-east-1.s3) does not allow s3:GetObject on ${layers}: isolated nodes cannot pull images (403 Forbidden, ImagePullBackOff).`,
      ],
    },
    {
      name: 'no credentials for the registry',
      given: withPolicy('ecr.api', allow(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], '*')),
      expect: [refused('ecr.api', 'ecr:GetAuthorizationToken', '*')],
    },
    {
      name: 'credentials cannot be allowed for single repositories',
      given: withPolicy('ecr.api', allow('ecr:*', repositories)),
      expect: [refused('ecr.api', 'ecr:GetAuthorizationToken', '*')],
    },
    {
      name: 'images of every repository',
      given: withPolicy('ecr.dkr', allow('ecr:*', 'arn:aws:ecr:*:*:repository/*')),
      expect: { 'vpce-ecr.dkr': 'compliant' },
    },
    {
      name: 'images of one account: those of the add-ons are in another',
      given: withPolicy('ecr.dkr', allow('ecr:*', 'arn:aws:ecr:us-east-1:111122223333:repository/*')),
      expect: { 'vpce-ecr.dkr': 'indeterminate' },
    },
    {
      name: 'images for one role, which may be the nodes’',
      given: withPolicy('ecr.dkr', allow('*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:role/nodes' } })),
      expect: { 'vpce-ecr.dkr': 'indeterminate' },
    },
    {
      name: 'no images',
      given: withPolicy('ecr.dkr', allow('ecr:GetAuthorizationToken', '*')),
      expect: [
        refused('ecr.dkr', 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer', 'arn:aws:ecr:us-east-1:*:repository/*'),
      ],
    },
    {
      name: 'the endpoint for EKS takes no policy',
      given: withPolicy('eks', deny('*', '*')),
      expect: { 'vpce-eks': 'not-applicable' },
    },
    {
      name: 'what is no policy document',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': { policyDocument: 'not JSON' } } }),
      ...s3('indeterminate'),
    },
    {
      name: 'a document without statements',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': { policyDocument: '{}' } } }),
      ...s3('indeterminate'),
    },
    {
      name: 'an endpoint that is not available is another rule’s business',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-ecr.dkr': { state: 'failed' } } }),
      expect: { 'vpce-ecr.dkr': 'not-applicable' },
    },
    {
      name: 'S3 is shared from another VPC',
      given: withPolicy('s3', allow('s3:*', 'arn:aws:s3:::my-bucket/*')),
      declare: { centralEndpoints: ['s3'] },
      expect: { 'vpce-s3': 'not-applicable' },
    },
    {
      name: 'nodes have a NAT gateway, and the route of S3 to the gateway endpoint wins over it',
      given: behindNat({ 'vpce-s3': { ...gateway, policyDocument: ownBucket } }),
      expect: {
        'vpce-s3': [
          `The policy of vpce-s3 (com.amazonaws.us-east-1.s3) does not allow s3:GetObject on ${layers}: nodes in subnet-a, whose calls go through it whatever way to the internet they have, cannot pull images (403 Forbidden, ImagePullBackOff).`,
        ],
      },
      causes: ['endpoint-policy vpce-s3'],
    },
    {
      name: 'nodes have a NAT gateway, and the name of S3 leads past the gateway endpoint',
      given: behindNat({
        'vpce-s3': { ...gateway, policyDocument: ownBucket },
        'vpce-s3-interface': { serviceName: 'com.amazonaws.us-east-1.s3' },
      }),
      expect: { 'vpce-s3': 'not-applicable', 'vpce-s3-interface': 'compliant' },
    },
    {
      name: 'nodes have a NAT gateway, and private DNS leads them to the endpoint',
      given: behindNat({ 'vpce-ecr.api': { policyDocument: nothing } }),
      expect: [
        'The policy of vpce-ecr.api (com.amazonaws.us-east-1.ecr.api) does not allow ecr:GetAuthorizationToken on *: nodes in subnet-a, subnet-b, whose calls go through it whatever way to the internet they have, cannot pull images (403 Forbidden, ImagePullBackOff).',
      ],
    },
    {
      name: 'nodes have a NAT gateway, and nobody says whether their resolver leads them to the endpoint',
      given: behindNat({ 'vpce-ecr.api': { policyDocument: nothing } }, ownResolver),
      expect: 'indeterminate',
    },
    {
      name: 'nobody says where their resolver leads them, and the policy allows everything',
      given: behindNat({ 'vpce-ecr.api': {} }, ownResolver),
      expect: 'compliant',
    },
    {
      name: 'nodes have a NAT gateway, and neither a name nor a route leads to the endpoints',
      given: behindNat({
        'vpce-ecr.api': { policyDocument: nothing, privateDnsEnabled: false },
        'vpce-s3': { ...gateway, routeTableIds: [], policyDocument: ownBucket },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the policy could not be read',
      given: anIsolatedSnapshot({ vpcEndpoints: { 'vpce-s3': { policyDocument: unread('reading it was denied') } } }),
      ...s3('indeterminate'),
    },
    {
      name: 'the endpoints of a shared VPC are hidden',
      given: hiddenIn(anIsolatedSnapshot(), 'vpcEndpoints', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
