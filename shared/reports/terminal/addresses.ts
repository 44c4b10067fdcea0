import type { SubnetAddresses } from '../../engine/report.ts';
import { type AddressParts, type AddressPool, addressParts, addressPools, byZone } from '../digest/address-bars.ts';
import { counted, folded } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { cellsOf, cutTo, padTo } from '../text/cells.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';

const shownSubnets = 8;
const indent = 4;

/** A bar for each subnet, the fullest first where there are too many to show, and what its node groups may still need. */
export function addressesPart(screen: Screen, subnets: readonly SubnetAddresses[]): Lines {
  if (subnets.length === 0) return [];
  const pools = addressPools(subnets);
  const shown = screen.verbose ? subnets : tightest(subnets);
  const hidden = subnets.length - shown.length;
  const more = `… ${counted(hidden, 'more subnet')} with more room; --verbose shows all.`;
  return [
    '',
    `  IPv4 addresses  ${legend(screen)}`,
    ...barLines(screen, shown, pools),
    ...(hidden === 0 ? [] : paragraph(screen, more, { indent, style: 'faint' })),
    ...pools.flatMap((pool) => poolLine(screen, pool)),
  ];
}

const roomIn = ({ free, usable }: SubnetAddresses): number => (free === null || !usable ? 1 : free / usable);

const tightest = (subnets: readonly SubnetAddresses[]): readonly SubnetAddresses[] =>
  subnets.length <= shownSubnets ? subnets : subnets.toSorted((a, b) => roomIn(a) - roomIn(b)).slice(0, shownSubnets);

const legend = ({ paint }: Screen): string =>
  `${paint('used', '█')} used  ${paint('needed', '▒')} needed at maximum  ${paint('faint', '░')} spare`;

function barLines(screen: Screen, subnets: readonly SubnetAddresses[], pools: readonly AddressPool[]): Lines {
  const wide = screen.width >= 84;
  const rows = [...byZone(subnets)].flatMap(([zone, members]) =>
    members.map((subnet) => ({ subnet, zone: printable(zone), id: cutTo(printable(subnet.id), 26) })),
  );
  const column = (texts: readonly string[]) => Math.max(...texts.map(cellsOf));
  const zones = column(rows.map(({ zone }) => zone));
  const ids = column(rows.map(({ id }) => id));
  return rows.map(({ subnet, zone, id }) =>
    [
      ' '.repeat(indent) + padTo(id, ids),
      ...(wide ? [padTo(zone, zones)] : []),
      bar(screen, subnet, pools, wide ? 24 : 10),
      subnet.free === null ? 'not known' : `${subnet.free} free${subnet.usable === null ? '' : ` of ${subnet.usable}`}`,
    ].join('  '),
  );
}

function bar({ paint }: Screen, subnet: SubnetAddresses, pools: readonly AddressPool[], cells: number): string {
  const parts = addressParts(subnet, pools);
  if (!parts) return paint('faint', '·'.repeat(cells));
  const { used, needed, spare } = inCells(parts, cells);
  return paint('used', '█'.repeat(used)) + paint('needed', '▒'.repeat(needed)) + paint('faint', '░'.repeat(spare));
}

/** The parts in cells of a bar: what is not empty has at least one, what is empty none. */
function inCells(parts: AddressParts, cells: number): AddressParts {
  const all = parts.used + parts.needed + parts.spare;
  const least = (part: number) => (part > 0 ? 1 : 0);
  const share = (part: number, most: number) => Math.min(most, Math.max(least(part), Math.round((part / all) * cells)));
  if (all === 0) return { used: cells, needed: 0, spare: 0 };
  const spare = share(parts.spare, cells - least(parts.used) - least(parts.needed));
  const needed = parts.used === 0 ? cells - spare : share(parts.needed, cells - spare - least(parts.used));
  if (parts.used > 0) return { used: cells - spare - needed, needed, spare };
  return parts.needed > 0 ? { used: 0, needed, spare } : { used: 0, needed: 0, spare: cells };
}

function poolLine(screen: Screen, { subnetIds, free, needed }: AddressPool): Lines {
  if (needed === 0 && !screen.verbose) return [];
  const short = needed - free;
  const room = short > 0 ? `${short} short` : `${free} are free`;
  const limit = screen.verbose ? Number.POSITIVE_INFINITY : 4;
  const text = `${folded(subnetIds, limit)}: the node groups need ${needed} more at their maximum, ${room}.`;
  return paragraph(screen, text, { indent, style: short > 0 ? 'medium' : 'plain' });
}
