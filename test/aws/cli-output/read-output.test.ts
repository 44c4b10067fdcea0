import { describe, expect, it } from '@jest/globals';
import { parseFileName } from '../../../shared/aws/cli-output/file-name.ts';
import { readOutput } from '../../../shared/aws/cli-output/read-output.ts';
import { InvalidInput } from '../../../shared/model/snapshot/parse-snapshot.ts';
import { cliOutputs } from '../../support/cli-outputs.ts';

function messageOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
  return 'nothing was wrong with it';
}

it.each([
  ['eks.list-nodegroups.demo.json', { command: 'aws eks list-nodegroups', subject: 'demo', rest: 'demo' }],
  [
    'eks.describe-nodegroup.demo.workers.json',
    { command: 'aws eks describe-nodegroup', subject: 'demo', rest: 'demo.workers' },
  ],
  ['ec2.describe-vpcs.json', { command: 'aws ec2 describe-vpcs', subject: undefined, rest: undefined }],
  [
    'ec2.describe-instance-types.m5.large.json',
    { command: 'aws ec2 describe-instance-types', subject: 'm5', rest: 'm5.large' },
  ],
  [
    'service-quotas.get-service-quota.json',
    { command: 'aws service-quotas get-service-quota', subject: undefined, rest: undefined },
  ],
  ['subnets.json', undefined],
  ['my.subnets.json', undefined],
  ['ec2.describe-vpcs.txt', undefined],
])('takes the name %s apart', (name, parts) => {
  expect(parseFileName(name)).toEqual(parts);
});

describe('an output', () => {
  it.each(Object.entries(cliOutputs))('is recognised: %s', (file, json) => {
    const { member, truncated } = readOutput(file, json);
    expect(json).toHaveProperty(member);
    expect(truncated).toBe(false);
  });

  it('is recognised whatever its file is called, where it says itself what it is about', () => {
    const json = cliOutputs['eks.describe-nodegroup.demo.workers.json'];
    expect(readOutput('a.json', json)).toMatchObject({ member: 'nodegroup', entries: [{ id: 'demo/workers' }] });
  });

  it.each([
    ['ec2.describe-subnets.vpc-01.json', { Subnets: [] }, 'vpc-01'],
    ['ec2.describe-subnets.vpc-01.page-2.json', { Subnets: [] }, 'vpc-01'],
    ['ec2.describe-subnets.mine.json', { Subnets: [] }, undefined],
    ['ec2.describe-route-tables.vpc-01.json', { Subnets: [] }, undefined],
    ['eks.list-nodegroups.demo.json', { nodegroups: [] }, 'demo'],
    ['a.json', { associations: [{ associationId: 'a-1', clusterName: 'demo' }] }, 'demo'],
    ['eks.list-pod-identity-associations.demo.json', { associations: [] }, 'demo'],
    ['ec2.get-managed-prefix-list-entries.pl-01.json', { Entries: [] }, 'pl-01'],
    ['autoscaling.describe-auto-scaling-groups.demo.json', { AutoScalingGroups: [] }, 'demo'],
  ])('of the file %s is about %j', (file, json, subject) => {
    expect(readOutput(file, json).subject).toBe(subject);
  });

  it.each([
    [
      'a list',
      [{ SubnetId: 'subnet-1' }],
      '[{"SubnetId":"subnet-1"}] is not what an AWS CLI command prints; give whole outputs, made with --output json and without --query',
    ],
    [
      'a text',
      'vpc-1',
      '"vpc-1" is not what an AWS CLI command prints; give whole outputs, made with --output json and without --query',
    ],
    [
      'nothing',
      null,
      'null is not what an AWS CLI command prints; give whole outputs, made with --output json and without --query',
    ],
    [
      'another command',
      { Volumes: [], NextToken: 'x' },
      'an object with Volumes, NextToken is no output that is read; see plumbline collect-script for those that are',
    ],
    [
      'an empty object',
      {},
      'an empty object is no output that is read; see plumbline collect-script for those that are',
    ],
    [
      'two outputs',
      { Subnets: [], Vpcs: [] },
      'Vpcs and Subnets stand in one file; give each output a file of its own',
    ],
    ['no list', { Subnets: 'none' }, 'Subnets: "none" is not a list'],
    [
      'ids alone',
      { Subnets: ['subnet-1'] },
      'Subnets[0]: "subnet-1" is not what AWS answers; give whole outputs, made without --query',
    ],
    [
      'renamed members',
      { Subnets: [{ id: 'subnet-1' }] },
      'Subnets[0]: there is no SubnetId; give whole outputs, made without --query',
    ],
    [
      'some members only',
      { Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1' }] },
      'Subnets[0]: ownerId, state, cidr, zone, zoneId are not told; give whole outputs, made without --query',
    ],
    [
      'interfaces without what they are for',
      {
        NetworkInterfaces: [
          { NetworkInterfaceId: 'eni-1', VpcId: 'vpc-1', SubnetId: 'subnet-1', SourceDestCheck: true },
        ],
      },
      'NetworkInterfaces[0]: Description, InterfaceType, Status, Groups, PrivateIpAddresses are not told; give whole outputs, made without --query',
    ],
    [
      'a list as a text',
      { RouteTables: [{ RouteTableId: 'rtb-1', Associations: 'main' }] },
      'RouteTables[0]: this is not what AWS answers',
    ],
    [
      'a block that is none',
      {
        Vpcs: [
          {
            VpcId: 'vpc-1',
            CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/33', CidrBlockState: { State: 'associated' } }],
          },
        ],
      },
      'Vpcs[0]: cidrs[0]: "10.0.0.0/33" is not a CIDR block',
    ],
    [
      'a count that is a text',
      { Subnets: [{ SubnetId: 'subnet-1', AvailableIpAddressCount: '7' }] },
      'Subnets[0]: freeIpv4Addresses: "7" is not of type number',
    ],
    [
      'an attribute without its VPC',
      { EnableDnsSupport: { Value: true } },
      'EnableDnsSupport: there is no VpcId; give whole outputs, made without --query',
    ],
    [
      'an attribute without its value',
      { VpcId: 'vpc-1', EnableDnsSupport: {} },
      'EnableDnsSupport: Value: nothing is not of type boolean',
    ],
    ['names that are none', { clusters: [{ name: 'demo' }] }, 'clusters[0]: {"name":"demo"} is not a name'],
    [
      'no cluster',
      { cluster: null },
      'cluster: null is not what AWS answers; give whole outputs, made without --query',
    ],
    [
      'instances that are none',
      { Reservations: [{ Instances: 'i-1' }] },
      'Reservations[0].Instances: "i-1" is not a list',
    ],
    ['reservations that are none', { Reservations: ['i-1'] }, 'Reservations[0].Instances: nothing is not a list'],
    [
      'the names of nobody',
      { nodegroups: ['workers'] },
      'the output of "aws eks list-nodegroups" does not tell what it is about, and its name does not tell either; name the file eks.list-nodegroups.<subject>.json',
    ],
    [
      'two clusters',
      {
        associations: [
          { associationId: 'a-1', clusterName: 'a' },
          { associationId: 'a-2', clusterName: 'b' },
        ],
      },
      'it is about a and b; give each a file of its own',
    ],
  ])('is refused: %s', (_, json, message) => {
    expect(messageOf(() => readOutput('a.json', json))).toBe(message);
  });

  it('is refused under the name of another command, where the name must tell what it is about', () => {
    expect(() => readOutput('eks.list-addons.demo.json', { nodegroups: [] })).toThrow(
      'its name is that of another command',
    );
  });
});
