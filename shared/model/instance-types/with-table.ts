import type { InstanceTypeRecord } from '../snapshot/compute.ts';
import { isUnobserved, type Listing, type UnobservedMember, unread } from '../snapshot/known.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { instanceTypeInTable, instanceTypeTableDate } from './table.ts';

/**
 * The snapshot with the table's limits for those instance types that nothing describes. `named`: the types that instances and groups
 * of the snapshot name. What AWS answered stands; a type that is in neither stays not observed.
 */
export function withInstanceTypeTable(snapshot: Snapshot, named: readonly string[]): Snapshot {
  const listed = snapshot.instanceTypes;
  const members: Exclude<Listing<InstanceTypeRecord>, { observed: false }> = isUnobserved(listed)
    ? [...new Set(named)].sort().map((of): UnobservedMember => ({ ...listed, of }))
    : listed;
  if (!members.some(isUnobserved)) return snapshot;
  return { ...snapshot, instanceTypes: members.map(fromTable) };
}

function fromTable(member: InstanceTypeRecord | UnobservedMember): InstanceTypeRecord | UnobservedMember {
  if (!('of' in member)) return member;
  const { of } = member;
  const reason = `${member.reason}; Plumbline’s own table of ${instanceTypeTableDate} does not have ${of} either`;
  return instanceTypeInTable(of) ?? { ...unread(reason, member.action), kind: member.kind, of };
}

/** The snapshot with the table's limits for those of the named types that its listing does not have, because nobody asked for them. */
export function withTypesOfTable(snapshot: Snapshot, named: readonly string[]): Snapshot {
  const listed = snapshot.instanceTypes;
  if (isUnobserved(listed)) return snapshot;
  const known = new Set(listed.map((member) => ('of' in member ? member.of : member.id)));
  const further = [...new Set(named)]
    .filter((name) => !known.has(name))
    .flatMap((name) => instanceTypeInTable(name) ?? []);
  return further.length === 0 ? snapshot : { ...snapshot, instanceTypes: [...listed, ...further] };
}
