import { isUnobserved, type Listing, type UnobservedMember, unread } from '../../model/snapshot/known.ts';
import type { Answers } from '../shapes/parts.ts';
import { type ClusterParts, commandOf } from '../shapes/parts.ts';
import type { Collection, Outputs } from './collection.ts';
import { noOutput, stopped } from './gaps.ts';
import { kindOf, type Member } from './kinds.ts';

/** What a folder has to tell everything about: the clusters that it describes, and their VPCs. */
export type Extent = Readonly<Record<'cluster' | 'vpc', readonly string[]>>;

export function extentOf(clusters: Listing<ClusterParts>): Extent {
  if (isUnobserved(clusters)) return { cluster: [], vpc: [] };
  const described = clusters.flatMap((member) => ('cluster' in member ? member.cluster : []));
  return {
    cluster: described.flatMap(({ name }) => name ?? []),
    vpc: [...new Set(described.flatMap(({ resourcesVpcConfig }) => resourcesVpcConfig?.vpcId || []))],
  };
}

/** A collection, with an unobserved member for each part of the extent that its files do not reach. */
export function listOf<A>(outputs: Outputs, member: Member, extent: Extent): Answers<A> {
  const { action } = kindOf(member);
  const collection = outputs.all<A>(member);
  if (!collection) return noOutput(action);
  return [...collection.answers, ...gapsIn(collection, member, extent)] as Answers<A>;
}

function gapsIn(
  { subjects, truncated }: Collection<unknown>,
  member: Member,
  extent: Extent,
): readonly UnobservedMember[] {
  const { action, subject } = kindOf(member);
  const parts = subject === 'vpc' || subject === 'cluster' ? extent[subject] : [];
  if (truncated) return (parts.length > 0 ? parts : ['']).map((of) => ({ ...stopped(action), of }));
  const missing = subjects ? parts.filter((part) => !subjects.has(part)) : [];
  return missing.map((of) => ({
    ...unread(`${action}: no output of "${commandOf(action)}" about ${of} in this folder`, action),
    of,
  }));
}
