import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingClient,
} from '@aws-sdk/client-elastic-load-balancing';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import type { ClassicLoadBalancerParts } from '../shapes/load-balancers.ts';
import { readTags } from './load-balancer-tags.ts';
import { observe } from './observe.ts';
import { allItems } from './pages.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** Classic Load Balancers of the VPCs: another API, under the same IAM actions. */
export async function readClassicLoadBalancers(
  session: Session,
  { vpcIds }: Pick<Surroundings, 'vpcIds'>,
): Promise<Known<ClassicLoadBalancerParts[]>> {
  const client = session.open('elasticloadbalancing', (settings) => new ElasticLoadBalancingClient(settings));
  const described = await observe(session, 'elasticloadbalancing:DescribeLoadBalancers', () =>
    allItems({
      ask: (Marker) => client.send(new DescribeLoadBalancersCommand({ PageSize: 400, Marker }), session.options),
      items: (page) => page.LoadBalancerDescriptions?.filter(({ VPCId }) => vpcIds.includes(VPCId ?? '')),
      next: ({ NextMarker }) => NextMarker || undefined,
    }),
  );
  if (isUnobserved(described)) return described;
  const names = described.flatMap(({ LoadBalancerName }) => LoadBalancerName ?? []);
  const tags = await readTags(session, names, async (LoadBalancerNames) => {
    const { TagDescriptions } = await client.send(new DescribeTagsCommand({ LoadBalancerNames }), session.options);
    return TagDescriptions?.map(({ LoadBalancerName, Tags }) => [LoadBalancerName ?? '', Tags ?? []]);
  });
  return described.flatMap((classic) => {
    const own = tags.get(classic.LoadBalancerName ?? '');
    return own === undefined ? [] : { classic, tags: own };
  });
}
