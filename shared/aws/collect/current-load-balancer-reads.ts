import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  type LoadBalancer,
  type Tag,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import type { LoadBalancerParts } from '../shapes/load-balancers.ts';
import { unasked } from '../shapes/parts.ts';
import { isOfClusters, readTags } from './load-balancer-tags.ts';
import { gone, notReadEither, observe, observeOrGone } from './observe.ts';
import { allItems } from './pages.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** The most that AWS gives on a page. */
const PageSize = 400;

const next = ({ NextMarker }: { readonly NextMarker?: string | undefined }) => NextMarker || undefined;

const listeners = 'elasticloadbalancing:DescribeListeners';
const targetGroups = 'elasticloadbalancing:DescribeTargetGroups';

interface Reading {
  readonly session: Session;
  readonly client: ElasticLoadBalancingV2Client;
}

/** Application, Network and Gateway Load Balancers of the VPCs; listeners and target groups of those that clusters made. */
export async function readCurrentLoadBalancers(
  session: Session,
  { vpcIds, clusters }: Pick<Surroundings, 'vpcIds' | 'clusters'>,
): Promise<Known<LoadBalancerParts[]>> {
  const client = session.open('elasticloadbalancing', (settings) => new ElasticLoadBalancingV2Client(settings));
  const reading = { session, client };
  const described = await describeAll(reading, vpcIds);
  if (isUnobserved(described)) return described;
  const arns = described.flatMap(({ LoadBalancerArn }) => LoadBalancerArn ?? []);
  const tags = await readTags(session, arns, async (ResourceArns) => {
    const { TagDescriptions } = await client.send(new DescribeTagsCommand({ ResourceArns }), session.options);
    return TagDescriptions?.map(({ ResourceArn, Tags }) => [ResourceArn ?? '', Tags ?? []]);
  });
  const ofClusters = arns.filter((arn) => isOfClusters(tags.get(arn), clusters));
  const groups = ofClusters.length > 0 ? await describeTargetGroups(reading, new Set(ofClusters)) : [];
  const parts = await Promise.all(
    described.map((loadBalancer) => {
      const arn = loadBalancer.LoadBalancerArn ?? '';
      const own = tags.get(arn);
      if (own === undefined) return undefined;
      return ofClusters.includes(arn)
        ? withListeners(reading, { loadBalancer, tags: own, targetGroups: ofLoadBalancer(groups, arn) })
        : { loadBalancer, tags: own, ...notAskedFurther(own) };
    }),
  );
  return parts.filter((part) => part !== undefined);
}

const describeAll = ({ session, client }: Reading, vpcIds: readonly string[]): Promise<Known<LoadBalancer[]>> =>
  observe(session, 'elasticloadbalancing:DescribeLoadBalancers', () =>
    allItems({
      ask: (Marker) => client.send(new DescribeLoadBalancersCommand({ PageSize, Marker }), session.options),
      items: ({ LoadBalancers }) => LoadBalancers?.filter(({ VpcId }) => vpcIds.includes(VpcId ?? '')),
      next,
    }),
  );

/** AWS filters by one load balancer a call, so one list of all costs less. */
const describeTargetGroups = ({ session, client }: Reading, arns: ReadonlySet<string>): Promise<Known<TargetGroup[]>> =>
  observe(session, targetGroups, () =>
    allItems({
      ask: (Marker) => client.send(new DescribeTargetGroupsCommand({ PageSize, Marker }), session.options),
      items: ({ TargetGroups }) =>
        TargetGroups?.filter((group) => group.LoadBalancerArns?.some((arn) => arns.has(arn))),
      next,
    }),
  );

const ofLoadBalancer = (groups: Known<TargetGroup[]>, arn: string): Known<TargetGroup[]> =>
  isUnobserved(groups) ? groups : groups.filter(({ LoadBalancerArns }) => LoadBalancerArns?.includes(arn));

/** Undefined when the load balancer was deleted meanwhile. */
async function withListeners(
  { session, client }: Reading,
  parts: Omit<LoadBalancerParts, 'listeners'>,
): Promise<LoadBalancerParts | undefined> {
  const { LoadBalancerArn } = parts.loadBalancer;
  const found = await observeOrGone(session, listeners, () =>
    allItems({
      ask: (Marker) =>
        client.send(new DescribeListenersCommand({ LoadBalancerArn, PageSize, Marker }), session.options),
      items: ({ Listeners }) => Listeners,
      next,
    }),
  );
  return found === gone ? undefined : { ...parts, listeners: found };
}

/** Whose tags are not known may be a cluster's. */
const notAskedFurther = (tags: Known<Tag[]>): Pick<LoadBalancerParts, 'listeners' | 'targetGroups'> => {
  if (isUnobserved(tags)) return { listeners: notReadEither(tags), targetGroups: notReadEither(tags) };
  return { listeners: unasked('live', listeners), targetGroups: unasked('live', targetGroups) };
};
