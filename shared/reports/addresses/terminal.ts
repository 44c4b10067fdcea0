import { counted } from '../digest/words.ts';
import { painter } from '../terminal/ansi.ts';
import { joined, type Lines, type Screen } from '../terminal/screen.ts';
import type { TerminalOptions } from '../terminal.ts';
import { groupRows } from './groups.ts';
import type {
  AddressOutlook,
  AddressReport,
  ControlPlaneOutlook,
  PoolOutlook,
  SubnetOutlook,
  ZoneOutlook,
} from './outlook.ts';
import { type Cell, cells, type Pair, type Row, sentence, tableLines } from './rows.ts';

/** Where a cluster's addresses go, for a terminal; after changes beside now. */
export function renderAddresses(report: AddressReport, { width, colour, program = 'plumbline' }: Look): string {
  const screen: Screen = { width, verbose: true, program, paint: painter(colour) };
  const { now, after, changes } = report;
  const last = after ?? now;
  return joined([
    ...sentence(screen, headline(report), 'bold'),
    ...(changes.length > 0 ? sentence(screen, `after ${changes.join(', ')}`) : []),
    '',
    ...tableLines(screen, [...headRow(report), ...zoneRows(report), ...controlPlaneRows(report)]),
    '',
    ...tableLines(screen, groupRows(report)),
    '',
    ...(after ? sentence(screen, `Now: ${runsOut(now)}`) : []),
    ...sentence(screen, after ? `After: ${runsOut(after)}` : runsOut(now)),
    ...sums(last).flatMap((sum) => sentence(screen, sum)),
    ...last.missing.flatMap(({ fact, resource, reason }) =>
      sentence(screen, `Not known: ${fact}${resource ? ` of ${resource}` : ''} (${reason}).`, 'undecided'),
    ),
    ...last.notes.flatMap((note) => sentence(screen, note, 'faint')),
  ] satisfies Lines);
}

type Look = Pick<TerminalOptions, 'width' | 'colour'> & Partial<TerminalOptions>;

const headline = ({ now: { cluster, vpc }, account, region }: AddressReport): string =>
  `IPv4 addresses of ${cluster}${vpc === null ? '' : ` in ${vpc}`} · account ${account} · ${region}`;

const headRow = ({ after }: AddressReport): readonly Row[] =>
  after ? [{ indent: 0, label: '', values: [{ text: 'now' }, { text: 'after' }] }] : [];

/** A part of the outlook now and after, as one of them may lack it. */
function inBoth<T>(
  { now, after }: AddressReport,
  find: (outlook: AddressOutlook) => T | undefined,
): Pair<T | undefined> {
  return after ? [find(now), find(after)] : [find(now)];
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function zoneRows(report: AddressReport): readonly Row[] {
  const { now, after } = report;
  const ids = distinct([...now.zones, ...(after?.zones ?? [])].map(({ zoneId }) => zoneId));
  return ids.flatMap((zoneId) => {
    const zone = inBoth(report, ({ zones }) => zones.find((one) => one.zoneId === zoneId));
    const known = zone.find((one) => one !== undefined);
    if (!known) return [];
    const title = known.zone === null ? zoneId : `${zoneId} (${known.zone})`;
    return [{ indent: 0, label: title, values: [{ text: '' }] }, ...subnetRows(zone), ...poolRows(zone)];
  });
}

function subnetRows(zone: Pair<ZoneOutlook | undefined>): readonly Row[] {
  const ids = distinct(zone.flatMap((one) => one?.subnets.map(({ id }) => id) ?? []));
  return ids.flatMap((id) => {
    const [now, after] = zone.map((one) => one?.subnets.find((subnet) => subnet.id === id));
    const known = after ?? now;
    const cidr = id.includes(known?.cidr ?? id) ? null : known?.cidr;
    const label = [id, cidr, known?.name].filter((part) => part !== null && part !== undefined).join('  ');
    if (zone.length === 1) return [{ indent: 2, label, values: cells([now], (one) => ({ text: roomInWords(one) })) }];
    const row = (what: string, numberOf: (subnet: SubnetOutlook) => number | null): Row => ({
      indent: 4,
      label: what,
      values: cells([now, after], (one) => ({ text: `${numberOf(one) ?? 'not known'}` })),
    });
    return [
      { indent: 2, label, values: [{ text: '' }, { text: '' }] },
      row(`free${known?.usable === null ? '' : ` of ${known?.usable}`}`, ({ free }) => free),
      row('held by nodes', ({ heldByNodes }) => heldByNodes),
      row('held by others', ({ heldByOthers }) => heldByOthers),
    ] satisfies readonly Row[];
  });
}

function roomInWords({ free, usable, heldByNodes, heldByOthers }: SubnetOutlook): string {
  if (free === null) return 'not known';
  const held = [
    ...(heldByNodes === null ? [] : [`nodes ${heldByNodes}`]),
    ...(heldByOthers === null ? [] : [`others ${heldByOthers}`]),
  ];
  const room = `${free} free${usable === null ? '' : ` of ${usable}`}`;
  return held.length === 0 ? room : `${room} (${held.join(', ')})`;
}

function poolRows(zone: Pair<ZoneOutlook | undefined>): readonly Row[] {
  const keyOf = ({ subnets: [first = ''] }: PoolOutlook) => first;
  const keys = distinct(zone.flatMap((one) => one?.pools.map(keyOf) ?? []));
  return keys.map((key) => {
    const [now, after] = zone.map((one) => one?.pools.find((pool) => keyOf(pool) === key));
    const values = cells(zone.length > 1 ? [now, after] : [now], poolCell);
    const named = (after ?? now)?.subnets ?? [];
    return { indent: 2, label: `groups at their maximum${keys.length > 1 ? ` in ${named.join(', ')}` : ''}`, values };
  });
}

function poolCell({ available, availableForPods: pods, neededAtMaximum: { low, high }, short }: PoolOutlook): Cell {
  const needed = low === high ? `${low}` : high === null ? `at least ${low}` : `${low} to ${high}`;
  if (available === null) return { text: `need ${needed}`, style: 'undecided' };
  const text = `need ${needed} of ${available}${pods ? ` and ${pods} for pods` : ''}`;
  if (short.low > 0) return { text: `${text}, ${short.low} short`, style: 'high' };
  return short.high === 0 ? { text, style: 'good' } : { text: `${text}, may not fit`, style: 'undecided' };
}

function controlPlaneRows(report: AddressReport): readonly Row[] {
  const both = inBoth(report, ({ controlPlane }) => controlPlane ?? undefined);
  const known = both.find((one) => one !== undefined);
  if (!known) return [];
  const need = `${known.needed} free in ${counted(known.zonesNeeded, 'zone')}`;
  const styleOf = ({ fits }: ControlPlaneOutlook) => (fits ? 'good' : 'high');
  if (both.length === 1) {
    const inWords = (one: ControlPlaneOutlook): Cell => ({
      text: `${one.zones.map(({ zoneId, free }) => `${zoneId} ${free}`).join(', ')}${one.fits ? '' : ': too few'}`,
      style: styleOf(one),
    });
    return [{ indent: 0, label: `control-plane upgrade: ${need}`, values: cells(both, inWords) }];
  }
  const zones = distinct(both.flatMap((one) => one?.zones.map(({ zoneId }) => zoneId) ?? [])).toSorted();
  const freeIn = (one: ControlPlaneOutlook, zone: string) => one.zones.find(({ zoneId }) => zoneId === zone)?.free ?? 0;
  return [
    {
      indent: 0,
      label: 'control-plane upgrade',
      values: cells(both, (one) => ({ text: `${one.fits ? 'fits' : 'too few'}: ${need}`, style: styleOf(one) })),
    },
    ...zones.map((zone) => ({
      indent: 2,
      label: `free in ${zone}`,
      values: cells(both, (one) => ({ text: `${freeIn(one, zone)}` })),
    })),
  ];
}

function runsOut({ firstToRunOut: first, missing }: AddressOutlook): string {
  if (!first) {
    return missing.length > 0 ? 'It is not known which subnets run out first.' : 'No group takes further addresses.';
  }
  const where = `${first.zoneId} (${first.subnets.join(', ')})`;
  const { low, high } = first.short;
  if (high === 0) return `No subnets run out; the tightest are those of ${where}.`;
  if (low === 0) return `${where} may run out first, that depends on what is not known.`;
  const lacking = low === high ? `${low}` : high === null ? `at least ${low}` : `${low} to ${high}`;
  return `${where} runs out first: ${lacking} addresses too few for the groups at their maximum.`;
}

/** How a pool's need comes about. */
const sums = ({ zones }: AddressOutlook): readonly string[] =>
  zones.flatMap(({ zoneId, pools }) =>
    pools.flatMap(({ terms }) =>
      terms.length === 0 ? [] : `At their maximum in ${zoneId}: ${terms.join(' + ').replaceAll(' + less ', ' less ')}.`,
    ),
  );
