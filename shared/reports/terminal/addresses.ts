import type { SubnetAddresses } from '../../engine/report.ts';
import { type AddressParts, type AddressPool, addressParts, addressPools, byZone } from '../digest/address-bars.ts';
import { counted, folded } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { cellsOf, cutTo, padTo } from '../text/cells.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';

const shownSubnets = 8;
const shortestBar = 10;
const longestBar = 24;
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
    ...(screen.width >= 60 ? [`  IPv4 addresses  ${legend(screen)}`] : ['  IPv4 addresses', `    ${legend(screen)}`]),
    ...barLines(screen, shown, pools),
    ...(hidden === 0 ? [] : paragraph(screen, more, { indent, style: 'faint' })),
    ...pools.flatMap((pool) => poolLine(screen, pool)),
  ];
}

const roomIn = ({ free, usable }: SubnetAddresses): number => (free === null || !usable ? 1 : free / usable);

const tightest = (subnets: readonly SubnetAddresses[]): readonly SubnetAddresses[] =>
  subnets.length <= shownSubnets ? subnets : subnets.toSorted((a, b) => roomIn(a) - roomIn(b)).slice(0, shownSubnets);

const legend = ({ paint }: Screen): string =>
  `${paint('used', '█')} used  ${paint('needed', '▒')} needed at maximum  ${paint('faint', '░')} free`;

function barLines(screen: Screen, subnets: readonly SubnetAddresses[], pools: readonly AddressPool[]): Lines {
  const rows = [...byZone(subnets)].flatMap(([zone, members]) =>
    members.map((subnet) => ({
      subnet,
      zone: cutTo(printable(zone), 20),
      id: cutTo(printable(subnet.id), 26),
      numbers: numbersOf(subnet),
    })),
  );
  const column = (texts: readonly string[]) => Math.max(...texts.map(cellsOf));
  const ids = column(rows.map(({ id }) => id));
  const zones = column(rows.map(({ zone }) => zone));
  const rest = screen.width - indent - ids - 4 - column(rows.map(({ numbers }) => numbers));
  const withZone = rest - zones - 2 >= shortestBar;
  const cells = Math.min(longestBar, Math.max(shortestBar, withZone ? rest - zones - 2 : rest));
  return rows.map(({ subnet, zone, id, numbers }) => {
    const where = withZone ? `${padTo(zone, zones)}  ` : '';
    return `${' '.repeat(indent)}${padTo(id, ids)}  ${where}${bar(screen, subnet, pools, cells)}  ${numbers}`;
  });
}

const numbersOf = ({ free, usable }: SubnetAddresses): string =>
  free === null ? 'not known' : `${free} free${usable === null ? '' : ` of ${usable}`}`;

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
