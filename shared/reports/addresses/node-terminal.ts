import { painter } from '../terminal/ansi.ts';
import { joined, type Screen } from '../terminal/screen.ts';
import type { TerminalOptions } from '../terminal.ts';
import type { Count, NodeAddressReport } from './node-addresses.ts';
import { type Row, sentence, tableLines } from './rows.ts';

/** What one node holds, for a terminal. */
export function renderNodeAddresses(report: NodeAddressReport, { width, colour }: Look): string {
  const screen: Screen = { width, verbose: true, program: 'plumbline', paint: painter(colour) };
  const { instanceType, pods, settings, limits, notes } = report;
  const set = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const nitro = limits.prefixDelegation ? '' : ', no prefix delegation';
  return joined([
    ...sentence(screen, `${instanceType} with ${pods} ${pods === 1 ? 'pod' : 'pods'}`, 'bold'),
    ...sentence(screen, set.join(' ')),
    '',
    ...tableLines(screen, rowsOf(report)),
    '',
    ...notes.flatMap((note) => sentence(screen, note, 'medium')),
    ...sentence(
      screen,
      `${instanceType} takes ${limits.interfaces} interfaces with ${limits.addressesPerInterface} addresses each${nitro} (table of ${limits.tableDate}).`,
      'faint',
    ),
  ]);
}

type Look = Pick<TerminalOptions, 'width' | 'colour'>;

const rowsOf = (report: NodeAddressReport): readonly Row[] =>
  (
    [
      ['interfaces', report.interfaces],
      ['secondary addresses', report.secondaryAddresses],
      ['prefixes of 16', report.prefixes],
      ['addresses from the node’s subnet', report.nodeSubnetAddresses],
      ['addresses from the pods’ subnet', report.podSubnetAddresses],
      ['pods with an address', report.podsServed],
      ['maximum pods', report.maximumPods],
    ] satisfies readonly (readonly [string, Count])[]
  ).map(([label, count]) => ({ indent: 2, label, values: [{ text: spoken(count) }] }));

const spoken = (count: Count): string => (typeof count === 'number' ? `${count}` : `[${count[0]}, ${count[1]}]`);
