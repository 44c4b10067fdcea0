/** IPv4 addresses by the subnets that can give them. */
export interface AddressNeed {
  /** From the subnets of the nodes alone. */
  readonly nodes: number;
  /** From the subnets of the nodes or from those that are tagged for pods. */
  readonly either: number;
  /** From the subnets that are tagged for pods alone. */
  readonly pods: number;
}

export const noNeed: AddressNeed = { nodes: 0, either: 0, pods: 0 };

export const totalOf = ({ nodes, either, pods }: AddressNeed): number => nodes + either + pods;

export const plus = (a: AddressNeed, b: AddressNeed): AddressNeed => ({
  nodes: a.nodes + b.nodes,
  either: a.either + b.either,
  pods: a.pods + b.pods,
});

export const times = ({ nodes, either, pods }: AddressNeed, factor: number): AddressNeed => ({
  nodes: nodes * factor,
  either: either * factor,
  pods: pods * factor,
});

export const sumOfNeeds = (needs: Iterable<AddressNeed>): AddressNeed => {
  let sum = noNeed;
  for (const need of needs) sum = plus(sum, need);
  return sum;
};

/** Free addresses in the subnets of the nodes, and in those that are tagged for pods. */
export interface Room {
  readonly nodes: number;
  readonly pods: number;
}

/** Addresses that the need exceeds the room by; 0 when it fits. */
export function shortageOf({ nodes, either, pods }: AddressNeed, room: Room): number {
  const lacking = Math.max(0, nodes - room.nodes);
  const spare = Math.max(0, room.nodes - nodes);
  return lacking + Math.max(0, Math.max(0, either - spare) + pods - room.pods);
}
