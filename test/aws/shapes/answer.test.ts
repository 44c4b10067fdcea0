import { describe, expect, it } from '@jest/globals';
import { clusterTagsOf, timeOf } from '../../../shared/aws/shapes/answer.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';

describe('a time', () => {
  const time = '2026-01-10T08:00:00.000Z';

  it.each([
    ['a Date of the SDK', new Date(time)],
    ['the text of AWS CLI 2', '2026-01-10T09:00:00+01:00'],
    ['the seconds of AWS CLI 1', Date.parse(time) / 1000],
  ])('may be %s', (_name, value) => {
    expect(timeOf(value, 'createdAt')).toBe(time);
  });

  it('that is none is not known', () => {
    expect(timeOf('yesterday', 'createdAt')).toEqual(unread('createdAt is "yesterday", which is no time'));
    expect(timeOf(undefined, 'createdAt')).toEqual(unread('AWS answered without createdAt'));
  });
});

it('of the tags of interfaces and instances only those are kept that tell clusters', () => {
  const keys = [
    'kubernetes.io/cluster/demo',
    'cluster.k8s.amazonaws.com/name',
    'node.k8s.amazonaws.com/instance_id',
    'node.k8s.amazonaws.com/no_manage',
    'eks:eni:owner',
    'eks:nodegroup-name',
    'aws:eks:cluster-name',
    'vpcresources.k8s.aws/trunk-eni-id',
    'karpenter.sh/nodepool',
    'aws:autoscaling:groupName',
  ];
  const tags = [...keys, 'Name', 'cost-center', 'aws:cloudformation:stack-name'].map((Key) => ({ Key, Value: 'x' }));
  expect(Object.keys(clusterTagsOf(tags))).toEqual(keys);
});
