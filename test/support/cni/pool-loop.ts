import type { Bounds, CniSettings, NodeAddressing } from '../../../shared/model/cni.ts';
import { Datastore } from './datastore.ts';

/** Pods come all at once, or one every six seconds; up to `peak` of them, of which `pods` stay. */
export interface Arrival {
  readonly kind: 'burst' | 'ramp';
  readonly peak: number;
}

/** Lowest and highest numbers seen on a node that had time to come to rest. */
export interface Observed {
  readonly interfaces: Bounds;
  /** Secondary addresses or prefixes. */
  readonly cidrs: Bounds;
  readonly addresses: Bounds;
  readonly podsServed: Bounds;
}

const LOOP_SECONDS = 5;
const RAMP_SECONDS = 6;
const LEAST_INTERFACE_AGE = 60;
const BETWEEN_DECREASES = 30;
const TO_SETTLE = 480;
const TO_OBSERVE = 360;

/**
 * Plays the pool loop of the VPC CNI step by step, as its sources have it (amazon-vpc-cni-k8s v1.23.2, pkg/ipamd): a
 * witness for the closed formulas that shares no arithmetic with them. IPv4 on Linux; subnets never run out.
 */
export function playPoolLoop(node: NodeAddressing, { kind, peak }: Arrival, random: () => number): Observed {
  const loop = new PoolLoop(node, random);
  loop.run(TO_SETTLE);
  for (let pod = 0; pod < peak; pod += 1) {
    loop.waitingPods += 1;
    if (kind === 'ramp') loop.run(RAMP_SECONDS);
  }
  loop.run(TO_SETTLE + peak * LOOP_SECONDS);
  loop.scaleInTo(node.pods);
  loop.run(TO_SETTLE);
  return loop.observe();
}

class PoolLoop {
  waitingPods = 0;
  private now = 0;
  private lastDecrease = Number.NEGATIVE_INFINITY;
  private readonly node: NodeAddressing;
  private readonly targets: CniSettings;
  private readonly mostInterfaces: number;
  private readonly store: Datastore;

  constructor(node: NodeAddressing, random: () => number) {
    const { limits, settings, unmanagedInterfaces } = node;
    this.node = node;
    this.targets = settings;
    this.mostInterfaces = Math.min(limits.maximumInterfaces, settings.maxEni ?? Infinity) - unmanagedInterfaces;
    const trunk = settings.podEni && limits.trunkingCompatible === true && this.mostInterfaces > 1;
    this.store = new Datastore(node, trunk, random);
    if (this.isTooLow()) this.increase();
  }

  run(seconds: number): void {
    for (const end = this.now + seconds; this.now < end; this.now += 1) {
      while (this.waitingPods > 0 && this.store.assignPod()) this.waitingPods -= 1;
      if (this.now % LOOP_SECONDS === 0) this.updatePool();
    }
  }

  scaleInTo(pods: number): void {
    this.waitingPods = Math.min(this.waitingPods, pods);
    while (this.waitingPods + this.store.assigned > pods) this.store.unassignPod();
  }

  observe(): Observed {
    const seen: Record<keyof Observed, number>[] = [];
    for (let second = 0; second < TO_OBSERVE; second += 1) {
      this.run(1);
      const { interfaceCount, cidrCount, total, assigned } = this.store;
      seen.push({
        interfaces: interfaceCount,
        cidrs: cidrCount,
        addresses: interfaceCount + total,
        podsServed: assigned,
      });
    }
    const range = (part: keyof Observed): Bounds => {
      const values = seen.map((each) => each[part]);
      return { low: Math.min(...values), high: Math.max(...values) };
    };
    return {
      interfaces: range('interfaces'),
      cidrs: range('cidrs'),
      addresses: range('addresses'),
      podsServed: range('podsServed'),
    };
  }

  private updatePool(): void {
    const freeAtStart = this.store.available;
    if (this.isTooLow()) {
      this.increase();
    } else if (this.surplus > 0 && this.now - this.lastDecrease > BETWEEN_DECREASES) {
      this.lastDecrease = this.now;
      this.store.removeUnusedCidrs(this.surplus);
    }
    if (this.mayRemoveInterface(freeAtStart)) this.removeInterface();
  }

  private isTooLow(): boolean {
    const { available, total } = this.store;
    if (total >= this.node.maxPods) return false;
    if (this.hasIpTarget) return this.shortOfIpTargets > 0;
    const addresses = this.warmTarget * (this.usesPrefixes ? 16 : this.store.cidrsPerInterface);
    return available < addresses || (this.warmTarget === 0 && available === 0);
  }

  private increase(): void {
    const wanted = this.wantedCidrs;
    if (!this.store.addCidrs(wanted) && this.store.interfaceCount < this.mostInterfaces) {
      this.store.addInterface(wanted, this.now);
    }
  }

  private get wantedCidrs(): number {
    if (this.hasIpTarget) return this.shortOfIpTargets;
    if (!this.usesPrefixes) return this.store.cidrsPerInterface;
    return Math.max(1, this.targets.warmPrefixTarget - this.store.unusedCidrCount);
  }

  private get shortOfIpTargets(): number {
    const { warmIpTarget, minimumIpTarget } = this.targets;
    return this.inCidrs(Math.max(0, warmIpTarget - this.store.available, minimumIpTarget - this.store.total));
  }

  private get surplus(): number {
    const { cidrCount, unusedCidrCount, assigned } = this.store;
    const { warmIpTarget, minimumIpTarget, warmPrefixTarget } = this.targets;
    if (!this.hasIpTarget) return this.usesPrefixes ? unusedCidrCount - warmPrefixTarget : 0;
    const needed = Math.max(this.inCidrs(assigned + warmIpTarget), this.inCidrs(minimumIpTarget));
    return Math.min(unusedCidrCount, cidrCount - needed);
  }

  private mayRemoveInterface(free: number): boolean {
    if (this.hasIpTarget) return true;
    const interfaceful = this.store.cidrsPerInterface * this.store.addressesPerCidr;
    return free >= (this.warmTarget + 1) * interfaceful || (this.usesPrefixes && this.store.hasInterfaceWithoutPods());
  }

  private removeInterface(): void {
    const { warmIpTarget, minimumIpTarget, warmPrefixTarget } = this.targets;
    const size = this.store.addressesPerCidr;
    this.store.removeInterface(
      this.now - LEAST_INTERFACE_AGE,
      ({ free, total, unused }) =>
        free >= this.inCidrs(warmIpTarget) * size &&
        total >= this.inCidrs(minimumIpTarget) * size &&
        (!this.usesPrefixes || unused >= warmPrefixTarget),
    );
  }

  private inCidrs(addresses: number): number {
    return Math.ceil(addresses / this.store.addressesPerCidr);
  }

  private get hasIpTarget(): boolean {
    return this.targets.warmIpTarget > 0 || this.targets.minimumIpTarget > 0;
  }

  private get usesPrefixes(): boolean {
    return this.store.addressesPerCidr > 1;
  }

  private get warmTarget(): number {
    return this.usesPrefixes ? this.targets.warmPrefixTarget : this.targets.warmEniTarget;
  }
}
