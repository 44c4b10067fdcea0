import type { Cluster, Nodegroup } from '@aws-sdk/client-eks';
import { describe, expect, it } from '@jest/globals';
import { addOnOf } from '../../../shared/aws/shapes/add-ons.ts';
import { clusterOf } from '../../../shared/aws/shapes/clusters.ts';
import { nodeGroupOf } from '../../../shared/aws/shapes/node-groups.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

const belongings = { nodeGroups: [], fargateProfiles: [], addOns: [], podIdentityAssociations: 0 };

const cluster: Cluster = {
  name: 'demo',
  arn: 'arn:aws:eks:us-east-1:111122223333:cluster/demo',
  createdAt: new Date('2026-01-10T08:00:00Z'),
  version: '1.35',
  roleArn: 'arn:aws:iam::111122223333:role/cluster',
  resourcesVpcConfig: {
    subnetIds: ['subnet-a', 'subnet-b'],
    securityGroupIds: [],
    clusterSecurityGroupId: 'sg-1',
    vpcId: 'vpc-1',
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: [],
    controlPlaneEgressMode: 'CUSTOMER_ISOLATED',
  },
  kubernetesNetworkConfig: {
    serviceIpv4Cidr: '172.20.0.0/16',
    ipFamily: 'ipv4',
    elasticLoadBalancing: { enabled: false },
  },
  logging: {
    clusterLogging: [
      { types: ['api', 'audit'], enabled: true },
      { types: ['scheduler'], enabled: false },
    ],
  },
  status: 'ACTIVE',
  platformVersion: 'eks.9',
  tags: {},
  health: { issues: [{ code: 'Ec2SubnetNotFound', message: 'gone', resourceIds: ['subnet-b'] }] },
  accessConfig: { authenticationMode: 'API' },
};

describe('a cluster', () => {
  it('without remote networks, Auto Mode or zonal shift has none', () => {
    expect(clusterOf(cluster, belongings)).toEqual({
      id: 'demo',
      arn: 'arn:aws:eks:us-east-1:111122223333:cluster/demo',
      version: '1.35',
      platformVersion: 'eks.9',
      status: 'ACTIVE',
      createdAt: '2026-01-10T08:00:00.000Z',
      roleArn: 'arn:aws:iam::111122223333:role/cluster',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-a', 'subnet-b'],
      securityGroupIds: [],
      clusterSecurityGroupId: 'sg-1',
      endpointPublicAccess: false,
      endpointPrivateAccess: true,
      publicAccessCidrs: [],
      controlPlaneEgressMode: 'CUSTOMER_ISOLATED',
      ipFamily: 'ipv4',
      serviceIpv4Cidr: '172.20.0.0/16',
      remoteNodeCidrs: [],
      remotePodCidrs: [],
      authenticationMode: 'API',
      autoMode: false,
      zonalShift: false,
      loggingTypes: ['api', 'audit'],
      onOutpost: false,
      connected: false,
      healthIssues: [{ code: 'Ec2SubnetNotFound', message: 'gone', resourceIds: ['subnet-b'] }],
      tags: {},
      ...belongings,
    });
  });

  it('has the blocks of all its remote networks', () => {
    const record = clusterOf(
      {
        ...cluster,
        remoteNetworkConfig: {
          remoteNodeNetworks: [{ cidrs: ['10.80.0.0/16'] }, { cidrs: ['10.81.0.0/16'] }],
          remotePodNetworks: [{ cidrs: ['10.90.0.0/16'] }],
        },
        computeConfig: { enabled: true },
        zonalShiftConfig: { enabled: true },
      },
      belongings,
    );
    expect(record).toMatchObject({
      remoteNodeCidrs: ['10.80.0.0/16', '10.81.0.0/16'],
      remotePodCidrs: ['10.90.0.0/16'],
      autoMode: true,
      zonalShift: true,
    });
  });

  it('leaves what AWS did not give unknown', () => {
    expect(clusterOf({ name: 'demo' }, belongings)).toMatchObject({
      vpcId: unread('AWS answered without resourcesVpcConfig.vpcId'),
      subnetIds: unread('AWS answered without resourcesVpcConfig.subnetIds'),
      clusterSecurityGroupId: unread('AWS answered without resourcesVpcConfig.clusterSecurityGroupId'),
      endpointPublicAccess: unread('AWS answered without resourcesVpcConfig.endpointPublicAccess'),
      publicAccessCidrs: unread('AWS answered without resourcesVpcConfig.publicAccessCidrs'),
      ipFamily: unread('AWS answered without kubernetesNetworkConfig.ipFamily'),
      authenticationMode: unread('AWS answered without accessConfig.authenticationMode'),
      loggingTypes: unread('AWS answered without logging.clusterLogging'),
      healthIssues: unread('AWS answered without health.issues'),
    });
  });

  it('that is registered, or on an Outpost, says so', () => {
    expect(clusterOf({ name: 'far', connectorConfig: { provider: 'OTHER' } }, belongings).connected).toBe(true);
    const outpostConfig = { outpostArns: [], controlPlaneInstanceType: 'm5.large' };
    expect(clusterOf({ name: 'near', outpostConfig }, belongings).onOutpost).toBe(true);
  });
});

const group: Nodegroup = {
  nodegroupName: 'workers',
  status: 'ACTIVE',
  createdAt: new Date('2026-01-10T09:00:00Z'),
  subnets: ['subnet-a'],
  scalingConfig: { minSize: 0, maxSize: 4, desiredSize: 0 },
  nodeRole: 'arn:aws:iam::111122223333:role/nodes',
  amiType: 'AL2023_x86_64_STANDARD',
  capacityType: 'SPOT',
  instanceTypes: ['m5.large'],
  resources: { autoScalingGroups: [{ name: 'eks-workers' }], remoteAccessSecurityGroup: 'sg-ssh' },
  updateConfig: { maxUnavailablePercentage: 33, updateStrategy: 'MINIMAL' },
  health: { issues: [] },
};

describe('a node group', () => {
  it('keeps sizes of zero, its update strategy, and whom it lets in by SSH', () => {
    expect(nodeGroupOf('demo', { ...group, remoteAccess: { ec2SshKey: 'ops' } })).toMatchObject({
      id: 'demo/workers',
      minSize: 0,
      maxSize: 4,
      desiredSize: 0,
      update: { maxUnavailablePercentage: 33, strategy: 'MINIMAL' },
      autoScalingGroupNames: ['eks-workers'],
      remoteAccess: { ec2SshKey: 'ops', securityGroupId: 'sg-ssh', sourceSecurityGroupIds: [] },
    });
  });

  it('has no types of its own when its launch template names the type', () => {
    const { instanceTypes: _types, ...rest } = group;
    const launchTemplate = { id: 'lt-1', version: '3' };
    expect(nodeGroupOf('demo', { ...rest, launchTemplate })).toMatchObject({ instanceTypes: [], launchTemplate });
    expect(nodeGroupOf('demo', rest).instanceTypes).toEqual(unread('AWS answered without instanceTypes'));
  });

  it('may have a warm pool', () => {
    const warmPoolConfig = { enabled: true, maxGroupPreparedCapacity: 8 };
    expect(nodeGroupOf('demo', { ...group, warmPoolConfig }).warmPool).toEqual(warmPoolConfig);
  });
});

describe('the configuration of an add-on', () => {
  const environmentOf = (configurationValues?: string) =>
    addOnOf({ addonName: 'vpc-cni', configurationValues }).environment;
  const notUnderstood = unread('the configuration values of the add-on are not understood');

  it.each([
    ['JSON', '{"env":{"WARM_IP_TARGET":"5","ENABLE_PREFIX_DELEGATION":true,"MAX_ENI":3}}'],
    ['YAML', 'env:\n  WARM_IP_TARGET: "5"\n  ENABLE_PREFIX_DELEGATION: true\n  MAX_ENI: 3\n'],
  ])('may be %s', (_name, text) => {
    expect(environmentOf(text)).toEqual({ WARM_IP_TARGET: '5', ENABLE_PREFIX_DELEGATION: 'true', MAX_ENI: '3' });
  });

  it('keeps what somebody wrote: YAML would make 010 eight, and yes true', () => {
    expect(environmentOf('env:\n  WARM_IP_TARGET: 010\n  ENABLE_POD_ENI: yes\n')).toEqual({
      WARM_IP_TARGET: '010',
      ENABLE_POD_ENI: 'yes',
    });
  });

  it.each([[undefined], [''], ['{}'], ['resources: {}'], ['env:\n']])('%j sets nothing', (text) => {
    expect(environmentOf(text)).toEqual({});
  });

  it.each([
    ['{"env":'],
    ['- a\n- b'],
    ['env: on'],
    ['env:\n  - name: A'],
    ['env:\n  A: {b: c}'],
    ['a: b: c'],
    ['text'],
  ])('%j is not understood, and then not known', (text) => {
    expect(environmentOf(text)).toEqual(notUnderstood);
  });
});
