import { type AutoScalingGroup, DescribeAutoScalingGroupsCommand, type Filter } from '@aws-sdk/client-auto-scaling';
import { DescribeInstancesCommand, DescribeInstanceTypesCommand } from '@aws-sdk/client-ec2';
import type { Known } from '../../model/snapshot/known.ts';
import { observe } from './observe.ts';
import { allItems, observeInChunks } from './pages.ts';
import type { Session } from './session.ts';

/** All but terminated ones: a stopped instance of a warm pool keeps its addresses. */
const states = ['pending', 'running', 'shutting-down', 'stopping', 'stopped'];

export const readInstances = (session: Session, vpcIds: readonly string[]) =>
  observeInChunks(session, 'ec2:DescribeInstances', vpcIds, (ids) => ({
    ask: (NextToken) =>
      session.ec2.send(
        new DescribeInstancesCommand({
          Filters: [
            { Name: 'vpc-id', Values: ids },
            { Name: 'instance-state-name', Values: states },
          ],
          MaxResults: 1000,
          NextToken,
        }),
        session.options,
      ),
    items: ({ Reservations }) => Reservations?.flatMap(({ Instances }) => Instances ?? []),
  }));

/** By filter, since one unknown name would fail a call that names its types. */
export const readInstanceTypes = (session: Session, types: readonly string[]) =>
  observeInChunks(
    session,
    'ec2:DescribeInstanceTypes',
    types,
    (Values) => ({
      ask: (NextToken) =>
        session.ec2.send(
          new DescribeInstanceTypesCommand({
            Filters: [{ Name: 'instance-type', Values }],
            MaxResults: 100,
            NextToken,
          }),
          session.options,
        ),
      items: ({ InstanceTypes }) => InstanceTypes,
    }),
    100,
  );

const clusterTag = 'kubernetes.io/cluster/';

/** The most values that Auto Scaling takes in one filter. */
const mostFilterValues = 5;

/** The groups tagged for one of the clusters. EKS tags the groups of managed node groups so too. */
export async function readAutoScalingGroups(
  session: Session,
  clusters: readonly string[],
): Promise<Known<AutoScalingGroup[]>> {
  const keys = clusters.map((name) => `${clusterTag}${name}`);
  if (keys.length === 0) return [];
  const Filters: Filter[] | undefined =
    keys.length <= mostFilterValues ? [{ Name: 'tag-key', Values: keys }] : undefined;
  return observe(session, 'autoscaling:DescribeAutoScalingGroups', () =>
    allItems({
      ask: (NextToken) =>
        session.autoScaling.send(
          new DescribeAutoScalingGroupsCommand({ Filters, MaxRecords: 100, NextToken }),
          session.options,
        ),
      items: (page) => page.AutoScalingGroups?.filter((group) => isTagged(group, keys)),
    }),
  );
}

const isTagged = ({ Tags }: AutoScalingGroup, keys: readonly string[]): boolean =>
  (Tags ?? []).some(({ Key }) => keys.includes(Key ?? ''));
