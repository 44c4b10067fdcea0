import type { AddressReport, GroupOutlook, UpdateOutlook } from './outlook.ts';
import { type Cell, cells, type Pair, type Row } from './rows.ts';

/** Per node group: its maximum, the largest that is safe, and what an update takes. */
export function groupRows({ now, after }: AddressReport): readonly Row[] {
  const ids = [...new Set([...now.groups, ...(after?.groups ?? [])].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const both = (after ? [now, after] : [now]).map(({ groups }) => groups.find((group) => group.id === id));
    return rowsOf(id, after ? [both[0], both[1]] : [both[0]]);
  });
}

const rowsOf = (id: string, both: Pair<GroupOutlook | undefined>): readonly Row[] => [
  { indent: 0, label: id, values: [{ text: '' }] },
  {
    indent: 2,
    label: 'addresses per node',
    values: cells(both, ({ addressesPerNode, instanceType }) => ({ text: `${addressesPerNode} (${instanceType})` })),
  },
  {
    indent: 2,
    label: 'nodes at its maximum',
    values: cells(both, ({ maximum, running }) => ({
      text: running > 0 ? `${maximum}, ${running} running` : `${maximum}`,
    })),
  },
  { indent: 2, label: 'largest safe maximum', values: cells(both, safeCell) },
  ...updateZones(both).map((zoneId) => ({
    indent: 2,
    label: `rolling update in ${zoneId}`,
    values: cells(
      both.length > 1 ? [updateIn(both[0], zoneId), updateIn(both[1], zoneId)] : [updateIn(both[0], zoneId)],
      updateCell,
    ),
  })),
];

function safeCell({ largestSafeMaximum: safe, limitedBy, maximum }: GroupOutlook): Cell {
  if (safe !== null) return { text: `${safe}, limited by ${limitedBy}`, style: safe < maximum ? 'high' : 'good' };
  if (limitedBy === null) return { text: 'not known', style: 'undecided' };
  return { text: `none, ${limitedBy} is full`, style: 'high' };
}

const updateZones = (both: Pair<GroupOutlook | undefined>): readonly string[] =>
  [...new Set(both.flatMap((group) => group?.update.map(({ zoneId }) => zoneId) ?? []))].sort();

const updateIn = (group: GroupOutlook | undefined, zoneId: string): UpdateOutlook | undefined =>
  group?.update.find((update) => update.zoneId === zoneId);

function updateCell({ nodes, needed, fits, fitsAtMaximum }: UpdateOutlook): Cell {
  const what = `${needed} (${nodes} nodes)`;
  if (fits === null) return { text: what, style: 'undecided' };
  if (!fits) return { text: `${what}, too many`, style: 'high' };
  return fitsAtMaximum === false
    ? { text: `${what}, not at the maximum`, style: 'medium' }
    : { text: what, style: 'good' };
}
