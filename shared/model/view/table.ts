import { isUnobserved, type Listing, type UnobservedMember } from '../snapshot/known.ts';
import { NotObserved, type Recorder, type Revealed, reveal } from './reveal.ts';

interface Item {
  readonly id: string;
}

/** One collection of a snapshot, by id and by VPC. Asking for what was not listed raises `NotObserved`. */
export class Table<T extends Item> {
  readonly #name: string;
  readonly #recorder: Recorder | undefined;
  readonly #unlisted: NotObserved | undefined;
  readonly #hidden: readonly UnobservedMember[];
  readonly #byId = new Map<string, Revealed<T>>();
  #byVpc: Map<string, Revealed<T>[]> | undefined;

  constructor(name: string, listing: Listing<T>, recorder?: Recorder) {
    this.#name = name;
    this.#recorder = recorder;
    if (isUnobserved(listing)) {
      this.#unlisted = new NotObserved(name, '', listing);
      this.#hidden = [];
      return;
    }
    const hidden: UnobservedMember[] = [];
    for (const member of listing) {
      if (isUnobserved(member)) hidden.push(member as UnobservedMember);
      else this.#byId.set((member as T).id, reveal(member as T, name, recorder));
    }
    this.#hidden = hidden;
  }

  #read(): void {
    this.#recorder?.(this.#name, '');
    if (this.#unlisted) throw this.#unlisted;
  }

  #raise(member: UnobservedMember): never {
    throw new NotObserved(this.#name, member.of, member);
  }

  /**
   * The resource, or undefined when it does not exist (any more).
   * Raises `NotObserved` when it may exist but was not listed; naming its VPC narrows what may hide it.
   */
  find(id: string, where: { readonly vpcId?: string } = {}): Revealed<T> | undefined {
    this.#read();
    const found = this.#byId.get(id);
    if (found) return found;
    const hiding = this.#hidden.find(({ of }) => of === id || where.vpcId === undefined || of === where.vpcId);
    if (hiding) this.#raise(hiding);
    return undefined;
  }

  /** Every member; raises `NotObserved` when any is hidden. */
  all(): readonly Revealed<T>[] {
    this.#read();
    const [hiding] = this.#hidden;
    if (hiding) this.#raise(hiding);
    return [...this.#byId.values()];
  }

  /** The members that were observed. For what only needs a witness: an absent one proves nothing. */
  observed(): readonly Revealed<T>[] {
    this.#read();
    return [...this.#byId.values()];
  }

  /** Every member, an unobserved one as what it raises. */
  entries(): readonly (Revealed<T> | NotObserved)[] {
    this.#read();
    return [...this.#byId.values(), ...this.#hidden.map((member) => new NotObserved(this.#name, member.of, member))];
  }

  /** The members of a VPC; raises `NotObserved` when that VPC's members are hidden, or a member does not tell its VPC. */
  inVpc(vpcId: string): readonly Revealed<T>[] {
    this.#read();
    const hiding = this.#hidden.find(({ of }) => of === vpcId);
    if (hiding) this.#raise(hiding);
    this.#byVpc ??= this.#groupByVpc();
    return this.#byVpc.get(vpcId) ?? [];
  }

  #groupByVpc(): Map<string, Revealed<T>[]> {
    return Map.groupBy(this.#byId.values(), (member) => (member as { readonly vpcId?: string }).vpcId ?? '');
  }
}
