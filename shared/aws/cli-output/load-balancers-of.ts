import type { LoadBalancerDescription, Tag, TagDescription } from '@aws-sdk/client-elastic-load-balancing';
import type {
  TagDescription as CurrentTagDescription,
  Listener,
  LoadBalancer,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { isUnobserved, type Known, type Unobserved } from '../../model/snapshot/known.ts';
import type { Answer } from '../shapes/answer.ts';
import type { LoadBalancerParts } from '../shapes/load-balancers.ts';
import type { AccountParts } from '../shapes/parts.ts';
import type { Outputs } from './collection.ts';
import { type Extent, listOf } from './extent.ts';
import { noOutput, stopped } from './gaps.ts';
import { kindOf } from './kinds.ts';

type Parts = Exclude<AccountParts['loadBalancers'], Unobserved>;

/** The load balancers of the clusters' VPCs, of either API. Where one of the two was not asked, load balancers may hide in each VPC. */
export function loadBalancersOf(outputs: Outputs, extent: Extent): AccountParts['loadBalancers'] {
  const current = listOf<LoadBalancer>(outputs, 'LoadBalancers', extent);
  const classic = listOf<LoadBalancerDescription>(outputs, 'LoadBalancerDescriptions', extent);
  if (isUnobserved(current) && isUnobserved(classic)) return current;
  const tags = tagsIn(outputs);
  const isInVpcs = (vpcId = '') => vpcId === '' || extent.vpc.includes(vpcId);
  const everywhere = (missing: Unobserved): Parts => extent.vpc.map((of) => ({ ...missing, of }));
  const currentParts = (found: Exclude<typeof current, Unobserved>): Parts =>
    found
      .filter((one) => 'of' in one || isInVpcs(one.VpcId))
      .map((one) => ('of' in one ? one : partsOf(outputs, tags, one)));
  const classicParts = (found: Exclude<typeof classic, Unobserved>): Parts =>
    found
      .filter((one) => 'of' in one || isInVpcs(one.VPCId))
      .map((one) => ('of' in one ? one : { classic: one, tags: tags(one.LoadBalancerName) }));
  return [
    ...(isUnobserved(current) ? everywhere(current) : currentParts(current)),
    ...(isUnobserved(classic) ? everywhere(noClassic) : classicParts(classic)),
  ];
}

const noClassic = noOutput('elasticloadbalancing:DescribeLoadBalancers', undefined, 'aws elb describe-load-balancers');

type TagsOf = (id: string | undefined) => Known<Answer<Tag>[]>;

function tagsIn(outputs: Outputs): TagsOf {
  type Told = Answer<TagDescription & CurrentTagDescription>;
  const told = outputs.all<Told>('TagDescriptions')?.answers ?? [];
  const byId = new Map(told.map(({ ResourceArn, LoadBalancerName, Tags }) => [ResourceArn ?? LoadBalancerName, Tags]));
  return (id = '') => byId.get(id) ?? noOutput('elasticloadbalancing:DescribeTags', id);
}

const partsOf = (outputs: Outputs, tags: TagsOf, loadBalancer: Answer<LoadBalancer>): LoadBalancerParts => ({
  loadBalancer,
  tags: tags(loadBalancer.LoadBalancerArn),
  listeners: listenersOf(outputs, loadBalancer),
  targetGroups: targetGroupsOf(outputs, loadBalancer),
});

/** An output without a listener tells by its file's name alone which load balancer it is about. */
function listenersOf(outputs: Outputs, { LoadBalancerArn = '', LoadBalancerName = '' }: Answer<LoadBalancer>) {
  const { action } = kindOf('Listeners');
  const bySubject = outputs.bySubject<Answer<Listener>>('Listeners');
  const found = bySubject.get(LoadBalancerArn) ?? bySubject.get(LoadBalancerName);
  if (!found) return noOutput(action, LoadBalancerName);
  return found.truncated ? stopped(action) : found.answers;
}

function targetGroupsOf(outputs: Outputs, { LoadBalancerArn = '', LoadBalancerName = '' }: Answer<LoadBalancer>) {
  const { action } = kindOf('TargetGroups');
  const groups = outputs.all<Answer<TargetGroup>>('TargetGroups');
  if (!groups || (groups.subjects && !groups.subjects.has(LoadBalancerName))) return noOutput(action, LoadBalancerName);
  if (groups.truncated) return stopped(action);
  return groups.answers.filter(({ LoadBalancerArns }) => LoadBalancerArns?.includes(LoadBalancerArn));
}
