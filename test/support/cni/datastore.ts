import type { NodeAddressing } from '../../../shared/model/cni.ts';

/** A secondary address, or a prefix. */
interface Cidr {
  pods: number;
}

interface Interface {
  readonly kind: 'primary' | 'secondary' | 'trunk';
  readonly attachedAt: number;
  cidrs: Cidr[];
}

/** What ipamd knows of its node's interfaces, addresses and pods. Walks are in random order, as over Go's maps. */
export class Datastore {
  readonly addressesPerCidr: number;
  readonly cidrsPerInterface: number;
  private interfaces: Interface[];
  private readonly primaryUsable: boolean;
  private readonly random: () => number;

  constructor({ limits, settings, nodeSubnetExcluded }: NodeAddressing, withTrunk: boolean, random: () => number) {
    this.addressesPerCidr = settings.prefixDelegation && limits.prefixDelegationSupported ? 16 : 1;
    this.cidrsPerInterface = limits.ipv4AddressesPerInterface - 1;
    this.primaryUsable = !settings.customNetworking && !(nodeSubnetExcluded && settings.subnetDiscovery);
    this.interfaces = [{ kind: 'primary', attachedAt: 0, cidrs: [] }];
    if (withTrunk) this.interfaces.push({ kind: 'trunk', attachedAt: 0, cidrs: [] });
    this.random = random;
  }

  get interfaceCount(): number {
    return this.interfaces.length;
  }

  get cidrCount(): number {
    return this.cidrs.length;
  }

  get unusedCidrCount(): number {
    return this.cidrs.filter(isUnused).length;
  }

  get total(): number {
    return this.cidrs.length * this.addressesPerCidr;
  }

  get assigned(): number {
    return podsOn(this.cidrs);
  }

  get available(): number {
    return this.total - this.assigned;
  }

  assignPod(): boolean {
    const cidr = this.shuffled(this.usable)
      .flatMap(({ cidrs }) => this.shuffled(cidrs))
      .find(({ pods }) => pods < this.addressesPerCidr);
    if (cidr !== undefined) cidr.pods += 1;
    return cidr !== undefined;
  }

  unassignPod(): void {
    const [cidr] = this.shuffled(this.cidrs.filter(({ pods }) => pods > 0));
    if (cidr !== undefined) cidr.pods -= 1;
  }

  /** Fills up one interface that has room; false when there is none. */
  addCidrs(count: number): boolean {
    const target = this.shuffled(this.usable).find(({ cidrs }) => cidrs.length < this.cidrsPerInterface);
    if (target === undefined) return false;
    target.cidrs.push(...this.newCidrs(Math.min(count, this.cidrsPerInterface - target.cidrs.length)));
    return true;
  }

  addInterface(count: number, now: number): void {
    const cidrs = this.newCidrs(Math.min(count, this.cidrsPerInterface));
    if (cidrs.length > 0) this.interfaces.push({ kind: 'secondary', attachedAt: now, cidrs });
  }

  removeUnusedCidrs(count: number): void {
    let left = count;
    for (const each of this.shuffled(this.interfaces)) {
      const removed = new Set(each.cidrs.filter(isUnused).slice(0, left));
      each.cidrs = each.cidrs.filter((cidr) => !removed.has(cidr));
      left -= removed.size;
    }
  }

  hasInterfaceWithoutPods(): boolean {
    return this.interfaces.some((each) => each.kind === 'secondary' && podsOn(each.cidrs) === 0);
  }

  /** Removes one secondary interface without pods that is old enough and not needed for its `others`. */
  removeInterface(
    attachedBefore: number,
    isEnough: (others: { free: number; total: number; unused: number }) => boolean,
  ) {
    const removed = this.shuffled(this.interfaces).find(
      (each) =>
        each.kind === 'secondary' &&
        each.attachedAt <= attachedBefore &&
        podsOn(each.cidrs) === 0 &&
        isEnough(this.withoutInterface(each)),
    );
    this.interfaces = this.interfaces.filter((each) => each !== removed);
  }

  private withoutInterface(left: Interface) {
    const cidrs = this.interfaces.filter((each) => each !== left).flatMap((each) => each.cidrs);
    const total = cidrs.length * this.addressesPerCidr;
    return { total, free: total - podsOn(cidrs), unused: cidrs.filter(isUnused).length };
  }

  private get usable(): Interface[] {
    return this.interfaces.filter(({ kind }) => kind === 'secondary' || (kind === 'primary' && this.primaryUsable));
  }

  private get cidrs(): Cidr[] {
    return this.interfaces.flatMap(({ cidrs }) => cidrs);
  }

  private newCidrs(count: number): Cidr[] {
    return Array.from({ length: count }, () => ({ pods: 0 }));
  }

  private shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.random() }));
    return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
  }
}

function isUnused({ pods }: Cidr): boolean {
  return pods === 0;
}

function podsOn(cidrs: readonly Cidr[]): number {
  return cidrs.reduce((sum, { pods }) => sum + pods, 0);
}
