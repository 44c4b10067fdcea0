import type { AddressRange } from './cidr.ts';
import { intersection, overlaps, partitionRange } from './cidr.ts';
import type { PortRange } from './ports.ts';
import { intersectPorts, subtractPorts } from './ports.ts';

/** Traffic of one protocol: each of the addresses at each of the ports. */
export interface Rectangle {
  readonly addresses: AddressRange;
  readonly ports: PortRange;
}

export function intersectRectangle(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const ports = intersectPorts(a.ports, b.ports);
  const addresses = ports && intersection(a.addresses, b.addresses);
  return addresses && { addresses, ports };
}

/** Disjoint pieces that together are `a` without `b`: `a` itself where they do not meet. */
export function subtractRectangle(a: Rectangle, b: Rectangle): Rectangle[] {
  const hit = intersectRectangle(a, b);
  if (hit === undefined) return [a];
  const beside = partitionRange(a.addresses, [hit.addresses]).filter(
    (addresses) => !overlaps(addresses, hit.addresses),
  );
  return [
    ...beside.map((addresses) => ({ addresses, ports: a.ports })),
    ...subtractPorts([a.ports], hit.ports).map((ports) => ({ addresses: hit.addresses, ports })),
  ];
}

/** What is left of each rectangle without `hit`; disjoint if the rectangles were. */
export function subtractRectangles(rectangles: readonly Rectangle[], hit: Rectangle): Rectangle[] {
  return rectangles.flatMap((rectangle) => subtractRectangle(rectangle, hit));
}
