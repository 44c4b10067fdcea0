/** IP protocols by the name that AWS uses, or by number where it has none: `'50'`. */
export type Protocol = 'any' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | `${number}`;

/**
 * Ports of TCP or UDP, both ends included.
 * AWS keeps ICMP's type and code in the same two fields; that pair is no interval (echo request is 8 and 0).
 */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export class InvalidProtocol extends RangeError {
  readonly text: string;

  constructor(text: string) {
    super(`Not an IP protocol: ${JSON.stringify(text)}`);
    this.name = 'InvalidProtocol';
    this.text = text;
  }
}

export const ALL_PORTS: PortRange = Object.freeze({ from: 0, to: 65_535 });

const PROTOCOL_NUMBER = /^(?:0|[1-9][0-9]{0,2})$/;
const HIGHEST_PROTOCOL = 255;
/** Security groups say `tcp`, network ACLs `6`; templates also write `all` and capitals. Numbers are IANA's. */
const PROTOCOLS = new Map<string, Protocol>([
  ['-1', 'any'],
  ['all', 'any'],
  ['any', 'any'],
  ['tcp', 'tcp'],
  ['6', 'tcp'],
  ['udp', 'udp'],
  ['17', 'udp'],
  ['icmp', 'icmp'],
  ['1', 'icmp'],
  ['icmpv6', 'icmpv6'],
  ['58', 'icmpv6'],
]);

/** One spelling for each protocol. Throws InvalidProtocol for an unknown name or a number above 255. */
export function parseProtocol(text: string): Protocol {
  const named = PROTOCOLS.get(text.toLowerCase());
  if (named !== undefined) return named;
  const number = Number(text);
  if (!PROTOCOL_NUMBER.test(text) || number > HIGHEST_PROTOCOL) throw new InvalidProtocol(text);
  return `${number}`;
}

/** Whether a rule for `rule` speaks about all traffic of `wanted`; only `any` does so for `any`. */
export function protocolCovers(rule: Protocol, wanted: Protocol): boolean {
  return rule === 'any' || rule === wanted;
}

/** The ports of both. */
export function intersectPorts(a: PortRange, b: PortRange): PortRange | undefined {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from <= to ? { from, to } : undefined;
}

/** What is left of each range, without the ports of `hit`. */
export function subtractPorts(ranges: readonly PortRange[], hit: PortRange): PortRange[] {
  return ranges.flatMap((range) => {
    if (intersectPorts(range, hit) === undefined) return [range];
    const below = { from: range.from, to: hit.from - 1 };
    const above = { from: hit.to + 1, to: range.to };
    return [below, above].filter(({ from, to }) => from <= to);
  });
}

/** Whether the ranges together hold every port of `wanted`. */
export function coversPorts(ranges: readonly PortRange[], wanted: PortRange): boolean {
  return ranges.reduce(subtractPorts, [wanted]).length === 0;
}
