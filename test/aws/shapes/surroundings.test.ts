import { describe, expect, it } from '@jest/globals';
import { hostedZoneOf } from '../../../shared/aws/shapes/hosted-zones.ts';
import { foreignRole, iamRoleOf, type RoleParts, roleNameOf } from '../../../shared/aws/shapes/iam-roles.ts';
import { type LoadBalancerParts, loadBalancerOf } from '../../../shared/aws/shapes/load-balancers.ts';
import { serviceQuotaOf } from '../../../shared/aws/shapes/service-quotas.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

const arn = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/gateway/0a1b';

const parts = (overrides: Partial<LoadBalancerParts> = {}): LoadBalancerParts => ({
  loadBalancer: {
    LoadBalancerArn: arn,
    LoadBalancerName: 'gateway',
    Type: 'network',
    Scheme: 'internal',
    VpcId: 'vpc-1',
    AvailabilityZones: [{ SubnetId: 'subnet-1' }],
  },
  tags: [],
  listeners: [],
  targetGroups: [],
  ...overrides,
});

describe('a load balancer', () => {
  it('redirects where its default action says so, and shows its certificates', () => {
    const listener = {
      Port: 443,
      Protocol: 'TLS' as const,
      Certificates: [{ CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1' }, {}],
      DefaultActions: [
        {
          Type: 'redirect' as const,
          RedirectConfig: { Protocol: 'HTTPS', Port: '#{port}', StatusCode: 'HTTP_301' as const },
        },
      ],
    };
    expect(loadBalancerOf(parts({ listeners: [listener] }))).toMatchObject({
      listeners: [
        {
          port: 443,
          protocol: 'TLS',
          certificateArns: ['arn:aws:acm:us-east-1:111122223333:certificate/1'],
          redirectsTo: { protocol: 'HTTPS', port: '#{port}' },
        },
      ],
    });
  });

  it('has no security groups where AWS leaves them out, and only the tags that name clusters', () => {
    const tags = [
      { Key: 'elbv2.k8s.aws/cluster', Value: 'demo' },
      { Key: 'password', Value: 'secret' },
    ];
    expect(loadBalancerOf(parts({ tags }))).toMatchObject({
      securityGroupIds: [],
      tags: { 'elbv2.k8s.aws/cluster': 'demo' },
    });
  });

  it('does not tell its listeners where one lacks its port', () => {
    expect(loadBalancerOf(parts({ listeners: [{ Protocol: 'GENEVE' }] }))).toMatchObject({
      listeners: unread('AWS answered with a listener without port or protocol'),
    });
  });

  it('of a type that is not understood exists, and that is all', () => {
    const { loadBalancer } = parts();
    const unknown = { ...loadBalancer, Type: 'lattice' as 'network' };
    expect(loadBalancerOf(parts({ loadBalancer: unknown }))).toMatchObject({ observed: false, of: arn });
  });

  it('passes on what was not read', () => {
    const denied = unread('denied');
    const record = loadBalancerOf(parts({ tags: denied, listeners: denied, targetGroups: denied }));
    expect(record).toMatchObject({ tags: denied, listeners: denied, targetGroups: denied });
  });

  it('that is classic holds its listeners itself', () => {
    const listener = { Protocol: 'SSL', LoadBalancerPort: 443, InstancePort: 30443, SSLCertificateId: 'arn:cert' };
    const classic = { LoadBalancerName: 'legacy', VPCId: 'vpc-1', ListenerDescriptions: [{ Listener: listener }] };
    expect(loadBalancerOf({ classic, tags: [] })).toMatchObject({
      id: 'legacy',
      type: 'classic',
      scheme: unread('AWS answered without Scheme'),
      subnetIds: unread('AWS answered without Subnets'),
      listeners: [{ port: 443, protocol: 'SSL', certificateArns: ['arn:cert'] }],
      targetGroups: [],
    });
    expect(loadBalancerOf({ classic: { LoadBalancerName: 'legacy' }, tags: [] })).toMatchObject({
      listeners: unread('AWS answered without ListenerDescriptions'),
    });
  });
});

const roleArn = 'arn:aws:iam::111122223333:role/eks/nodes';

const trusting = (document: unknown): RoleParts => ({
  arn: roleArn,
  role: { Arn: roleArn, AssumeRolePolicyDocument: document as string } as Exclude<
    RoleParts['role'],
    { observed: false }
  >,
  attachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy' }],
  policyNames: ['logs'],
});

const allow = (statement: object) => ({ Statement: { Effect: 'Allow', ...statement } });
const service = (Service: string | readonly string[]) => ({ Principal: { Service } });

describe('a role', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'as the SDK gives it',
      encodeURIComponent(JSON.stringify(allow({ Action: 'sts:AssumeRole', ...service('a') }))),
      ['a'],
    ],
    ['as text', JSON.stringify(allow({ Action: 'sts:AssumeRole', ...service('a') })), ['a']],
    [
      'as the AWS CLI prints it',
      allow({ Action: ['sts:TagSession', 'sts:AssumeRole'], ...service(['b', 'a']) }),
      ['a', 'b'],
    ],
    ['by a pattern, in any case', allow({ Action: 'STS:assume*', ...service('a') }), ['a']],
    ['by everything but something else', allow({ NotAction: 'sts:TagSession', ...service('a') }), ['a']],
    ['for another action', allow({ Action: 'sts:AssumeRoleWithWebIdentity', ...service('a') }), []],
    ['for everything but that', allow({ NotAction: 'sts:*', ...service('a') }), []],
    ['for accounts', allow({ Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' } }), []],
    ['for everybody', allow({ Action: 'sts:AssumeRole', Principal: '*' }), []],
    ['with nothing in it', {}, []],
  ])('trusts services %s', (_, document, expected) => {
    expect(iamRoleOf(trusting(document)).trustedServices).toEqual(expected);
  });

  it.each<[string, unknown, string]>([
    ['is absent', undefined, 'AWS answered without AssumeRolePolicyDocument'],
    ['is no JSON', '%7Bbroken', 'the trust policy of the role is no JSON object'],
    ['is no URL', '%', 'the trust policy of the role is no JSON object'],
    [
      'denies',
      { Statement: [{ Effect: 'Deny', Action: 'sts:AssumeRole', ...service('a') }] },
      'the trust policy of the role also denies, which is not weighed',
    ],
    [
      'says whom it does not mean',
      allow({ Action: 'sts:AssumeRole', NotPrincipal: {} }),
      'the trust policy of the role names whom it does not trust',
    ],
  ])('does not tell whom it trusts when its policy %s', (_, document, reason) => {
    expect(iamRoleOf(trusting(document))).toMatchObject({
      id: roleArn,
      trustedServices: unread(reason),
      attachedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'],
      inlinePolicyNames: ['logs'],
    });
  });

  it('has a name without its path, in an account', () => {
    expect(roleNameOf(roleArn)).toEqual({ account: '111122223333', name: 'nodes' });
    expect(roleNameOf('arn:aws-cn:iam::111122223333:role/nodes')).toMatchObject({ name: 'nodes' });
    expect(roleNameOf('arn:aws:iam::111122223333:user/nodes')).toBeUndefined();
    expect(foreignRole(roleArn)).toMatchObject({
      of: roleArn,
      reason: expect.stringContaining('account 111122223333'),
    });
    expect(foreignRole('nodes')).toMatchObject({ of: 'nodes', reason: 'nodes is not the ARN of a role' });
  });
});

it('a hosted zone has its id without path, and what was not read of it', () => {
  const denied = unread('denied');
  const zone = { Id: '/hostedzone/Z1', Name: 'example.com.', CallerReference: 'x', Config: { PrivateZone: true } };
  expect(hostedZoneOf({ zone, vpcs: [{}], recordSets: denied })).toEqual({
    id: 'Z1',
    name: 'example.com.',
    private: true,
    vpcIds: [unread('AWS answered without VPCs.VPCId')],
    records: denied,
  });
});

it('a quota has its code and value', () => {
  const codes = { ServiceCode: 'vpc', QuotaCode: 'L-0EA8095F' };
  expect(serviceQuotaOf({ ...codes, Value: 100 })).toEqual({ id: 'vpc/L-0EA8095F', value: 100 });
  expect(serviceQuotaOf(codes)).toEqual({ id: 'vpc/L-0EA8095F', value: unread('AWS answered without Value') });
});
