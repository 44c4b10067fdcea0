export type Family = 4 | 6;

export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Bits of an address. */
export const ADDRESS_BITS = { 4: 32, 6: 128 } as const satisfies Record<Family, number>;

export class InvalidAddress extends RangeError {
  readonly text: string;

  constructor(text: string) {
    super(`Not an IP address: ${JSON.stringify(text)}`);
    this.name = 'InvalidAddress';
    this.text = text;
  }
}

const DOT = '.'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
const HEXTET = /^[0-9a-fA-F]{1,4}$/;
const HEXTETS = 8;
const IPV4_MAPPED_PREFIX = 0xffffn;

/**
 * Reads one address: dotted decimal without leading zeros, or any IPv6 text of RFC 4291 2.2.
 * An IPv4-mapped address stays IPv6. Throws InvalidAddress for anything else: zone ids, prefixes, white space.
 */
export function parseAddress(text: string): Address {
  const address = tryParseAddress(text);
  if (address === undefined) throw new InvalidAddress(text);
  return address;
}

/** As parseAddress, with undefined for what is no address. */
export function tryParseAddress(text: string): Address | undefined {
  const family: Family = text.includes(':') ? 6 : 4;
  const value = family === 6 ? ipv6Value(text) : ipv4Value(text);
  return value === undefined ? undefined : { family, value };
}

/** The canonical text: dotted decimal, or RFC 5952 for IPv6 (IPv4-mapped addresses in its mixed notation). */
export function formatAddress(family: Family, value: bigint): string {
  if (value >> BigInt(ADDRESS_BITS[family]) !== 0n) {
    throw new RangeError(`${value} is no IPv${family} address`);
  }
  if (family === 4) return dotted(value);
  return value >> 32n === IPV4_MAPPED_PREFIX ? `::ffff:${dotted(value & 0xffffffffn)}` : compressed(hextetsOf(value));
}

/** By character rather than by pattern: accounts have hundreds of thousands of addresses. */
function ipv4Value(text: string): bigint | undefined {
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === DOT) {
      if (octet < 0 || dots === 3) return undefined;
      value = value * 256 + octet;
      octet = -1;
      dots += 1;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || octet === 0) return undefined;
      octet = octet < 0 ? digit : octet * 10 + digit;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && octet >= 0 ? BigInt(value * 256 + octet) : undefined;
}

function ipv6Value(text: string): bigint | undefined {
  const halves = withoutEmbeddedIpv4(text)?.split('::');
  if (halves === undefined || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const elided = HEXTETS - head.length - tail.length;
  if (halves.length === 1 ? elided !== 0 : elided < 1) return undefined;
  const hextets = [...head, ...Array<string>(elided).fill('0'), ...tail];
  if (!hextets.every((hextet) => HEXTET.test(hextet))) return undefined;
  return BigInt(`0x${hextets.map((hextet) => hextet.padStart(4, '0')).join('')}`);
}

/** `::ffff:192.0.2.1` → `::ffff:c000:201`. */
function withoutEmbeddedIpv4(text: string): string | undefined {
  const last = text.lastIndexOf(':') + 1;
  if (!text.includes('.', last)) return text;
  const value = ipv4Value(text.slice(last));
  return value === undefined
    ? undefined
    : `${text.slice(0, last)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function dotted(value: bigint): string {
  const bits = Number(value);
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.');
}

function hextetsOf(value: bigint): string[] {
  const digits = value.toString(16).padStart(HEXTETS * 4, '0');
  return Array.from({ length: HEXTETS }, (_, index) => digits.slice(index * 4, index * 4 + 4).replace(/^0{1,3}/, ''));
}

function compressed(hextets: readonly string[]): string {
  const { start, length } = longestZeroRun(hextets);
  if (length < 2) return hextets.join(':');
  return `${hextets.slice(0, start).join(':')}::${hextets.slice(start + length).join(':')}`;
}

/** The first of the longest ones. */
function longestZeroRun(hextets: readonly string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let run = { start: 0, length: 0 };
  for (const [index, hextet] of hextets.entries()) {
    if (hextet !== '0') run = { start: index + 1, length: 0 };
    else run = { start: run.start, length: run.length + 1 };
    if (run.length > longest.length) longest = run;
  }
  return longest;
}
