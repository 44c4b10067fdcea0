import fc from 'fast-check';
import { formatAddress } from '../../shared/model/address.ts';
import type { AddressRange } from '../../shared/model/cidr.ts';
import { rangeOf } from '../../shared/model/cidr.ts';
import type { PortRange } from '../../shared/model/ports.ts';

/** Eight addresses of each family and ten ports: few enough to send every packet. */
const grounds = [
  { family: 4, base: rangeOf('10.0.0.0/29').start, bits: 32 },
  { family: 6, base: rangeOf('2001:db8::/125').start, bits: 128 },
] as const;

/** A CIDR block inside the grounds, or all of a family. */
export const smallCidr: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('0.0.0.0/0', '::/0') },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...grounds), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 3 }))
      .map(
        ([{ family, base, bits }, offset, free]) => `${formatAddress(family, base + BigInt(offset))}/${bits - free}`,
      ),
  },
);

export const smallBlock = smallCidr.filter((text) => !text.endsWith('/0')).map(rangeOf);

export interface Packet {
  readonly address: AddressRange;
  readonly port: number;
}

/** Every packet of a flow, one by one. */
export function packetsOf({ family, start, end }: AddressRange, ports: PortRange): Packet[] {
  const packets: Packet[] = [];
  for (let value = start; value <= end; value += 1n)
    for (let port = ports.from; port <= ports.to; port += 1)
      packets.push({ address: { family, start: value, end: value }, port });
  return packets;
}
