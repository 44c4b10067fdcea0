import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeEventSchema, changeOf } from '../../../shared/app/events/change-event.ts';
import { eventNames, resourcePrefixes } from '../../../shared/app/events/event-names.ts';
import { mostResources } from '../../../shared/app/events/named-resources.ts';

const anEvent = (eventName: string, requestParameters: unknown, more: object = {}, source = 'aws.ec2') =>
  changeEventSchema.parse({
    version: '0',
    source,
    'detail-type': 'AWS API Call via CloudTrail',
    account: '111122223333',
    region: 'eu-central-1',
    detail: {
      eventID: '8e0c1f53-2d6f-4f52-9d0c-4f5d3f6b2a11',
      eventName,
      eventTime: '2026-11-21T10:00:00Z',
      requestParameters,
      responseElements: null,
      ...more,
    },
  });

const named = (...args: Parameters<typeof anEvent>) => {
  const change = changeOf(anEvent(...args));
  return change && { clusters: change.clusters, resources: change.resources, vpcs: change.vpcs };
};

describe('what a change event names', () => {
  it.each([
    ['a flat call', 'DeleteRoute', { routeTableId: 'rtb-0aaaaaaaaaaaaaaaa' }, ['rtb-0aaaaaaaaaaaaaaaa'], []],
    [
      'a call with sets of items, by the kinds that it changes',
      'CreateTags',
      { resourcesSet: { items: [{ resourceId: 'subnet-0aaaaaaa1' }, { resourceId: 'i-0aaaaaaa2' }] } },
      ['subnet-0aaaaaaa1'],
      [],
    ],
    [
      'a newer call, nested under its request',
      'DeleteVpcEndpoints',
      { DeleteVpcEndpointsRequest: { VpcEndpointId: { tag: 1, content: 'vpce-0aaaaaaa1' } } },
      ['vpce-0aaaaaaa1'],
      [],
    ],
    ['the VPC beside a new subnet', 'CreateSubnet', { vpcId: 'vpc-0aaaaaaa1' }, [], ['vpc-0aaaaaaa1']],
    [
      'the table of a new route, not its target',
      'CreateRoute',
      { a: ['rtb-0aaaaaaa1', 'nat-0aaaaaaa2'] },
      ['rtb-0aaaaaaa1'],
      [],
    ],
  ])('%s', (_, name, parameters, resources, vpcs) => {
    expect(named(name, parameters)).toEqual({ clusters: [], resources, vpcs });
  });

  it('reads the answer too, and the time to the millisecond', () => {
    const change = changeOf(
      anEvent('CreateSubnet', {}, { responseElements: { subnet: { subnetId: 'subnet-0aaaaaaa1' } } }),
    );
    expect(change).toMatchObject({ resources: ['subnet-0aaaaaaa1'], time: '2026-11-21T10:00:00.000Z' });
  });

  it.each([
    ['name', { name: 'shop', nodegroupName: 'workers' }],
    ['clusterName, in older records', { clusterName: 'shop' }],
    ['name before clusterName', { name: 'shop', clusterName: 'plant' }],
    ['the ARN of a tagged cluster', { resourceArn: 'arn:aws:eks:eu-central-1:111122223333:cluster/shop' }],
    ['the ARN of a tagged node group', { resourceArn: 'arn:aws:eks:eu-central-1:111122223333:nodegroup/shop/w/1f' }],
  ])('the cluster by %s', (_, parameters) => {
    expect(named('TagResource', parameters, {}, 'aws.eks')?.clusters).toEqual(['shop']);
  });

  it.each([
    [
      'a call that failed',
      'DeleteRoute',
      { routeTableId: 'rtb-0aaaaaaa1' },
      { errorCode: 'Client.UnauthorizedOperation' },
    ],
    ['a call that is not listened to', 'RunInstances', { subnetId: 'subnet-0aaaaaaa1' }, {}],
    ['tags of something else', 'CreateTags', { resourcesSet: { items: [{ resourceId: 'vol-0aaaaaaa1' }] } }, {}],
    ['an id inside another text', 'DeleteSubnet', { subnetId: 'arn:x/subnet-0aaaaaaa1' }, {}],
    ['ids that are none', 'DeleteSubnet', { a: 'subnet-1', b: 'subnet-0AAAAAAAA', c: 'subnet-0123456789abcdef01' }, {}],
  ])('nothing in %s', (_, name, parameters, more) => {
    expect(named(name, parameters, more)).toBeUndefined();
  });

  it('refuses an event that names more than one call can', () => {
    const ids = Array.from({ length: mostResources + 1 }, (_, at) => `subnet-${(0x10000000 + at).toString(16)}`);
    expect(() => changeOf(anEvent('DeleteSubnet', ids))).toThrow(RangeError);
  });

  it('listens to no interface, address or instance', () => {
    const names = [...eventNames.values()].flatMap((ofSource) => [...ofSource.keys()]);
    const noise = /PrivateIpAddresses|Ipv6Addresses|NetworkInterface|RunInstances|TerminateInstances/;
    expect(names.filter((name) => noise.test(name))).toEqual([]);
    expect([...(eventNames.get('aws.ec2')?.get('CreateTags') ?? [])].sort()).toEqual(['rtb', 'sg', 'subnet', 'vpc']);
  });
});

const id = fc
  .tuple(fc.constantFrom(...resourcePrefixes), fc.stringMatching(/^[0-9a-f]{8,17}$/))
  .map(([prefix, digits]) => `${prefix}-${digits}`);
const ec2Names = [...(eventNames.get('aws.ec2') ?? [])];

describe('whatever JSON an event holds', () => {
  it('exactly the ids of the kinds that count are found, wherever they stand', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.oneof(id, fc.string(), fc.integer(), fc.constant(null)),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(...ec2Names), (parameters, [name, prefixes]) => {
        const texts = new Set<string>();
        JSON.parse(JSON.stringify(parameters), (_, value: unknown) => typeof value === 'string' && texts.add(value));
        const wanted = [...texts].filter((text) =>
          prefixes.some((prefix) => new RegExp(`^${prefix}-[0-9a-f]{8,17}$`).test(text)),
        );
        const change = changeOf(anEvent(name, parameters));
        expect([...(change?.resources ?? []), ...(change?.vpcs ?? [])].sort()).toEqual(wanted.sort());
      }),
    );
  });

  it('is read without an exception, however deep', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('aws.ec2', 'aws.eks', 'aws.s3'),
        fc.string(),
        (json, source, name) => {
          expect(() => changeOf(anEvent(name, json, { responseElements: json }, source))).not.toThrow();
        },
      ),
    );
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}"rtb-0aaaaaaa1"${']'.repeat(100_000)}`);
    const event = anEvent('DeleteRoute', undefined);
    const detail = { ...event.detail, requestParameters: deep };
    expect(changeOf({ ...event, detail })?.resources).toEqual(['rtb-0aaaaaaa1']);
  });
});
