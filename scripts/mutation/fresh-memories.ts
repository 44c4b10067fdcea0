// What code remembers for the life of a process would carry the answers of one mutant into the next.

const NativeMap = globalThis.Map;
const NativeWeakMap = globalThis.WeakMap;

/** Takes out of a memory all that came in after the loading. */
type Restore = () => void;

/** True while a module of the program makes a map, not a test. */
const madeByTheProgram = () => /^.*\n.*\n.*\n.*\/shared\/(model|engine|rules)\//.test(new Error().stack ?? '');

/**
 * Loads modules so that the maps which they create can be put back to what the loading left in them. Modules loaded
 * before keep theirs. Gives what puts them back.
 */
export async function withFreshMemories(load: () => Promise<void>): Promise<Restore> {
  const memories: (() => Restore)[] = [];

  globalThis.Map = class<Key, Value> extends NativeMap<Key, Value> {
    constructor(entries?: Iterable<readonly [Key, Value]> | null) {
      super(entries);
      if (!madeByTheProgram()) return;
      memories.push(() => {
        const loaded = [...this];
        return () => {
          if (this.size === loaded.length) return;
          this.clear();
          for (const [key, value] of loaded) this.set(key, value);
        };
      });
    }
  } as MapConstructor;

  globalThis.WeakMap = class<Key extends WeakKey, Value> extends NativeWeakMap<Key, Value> {
    #later: Key[] | undefined;
    constructor(entries?: readonly (readonly [Key, Value])[] | null) {
      super(entries);
      if (!madeByTheProgram()) return;
      memories.push(() => {
        this.#later = [];
        return () => {
          for (const key of this.#later ?? []) this.delete(key);
          this.#later = [];
        };
      });
    }
    override set(key: Key, value: Value): this {
      this.#later?.push(key);
      return super.set(key, value);
    }
  } as WeakMapConstructor;

  try {
    await load();
  } finally {
    globalThis.Map = NativeMap;
    globalThis.WeakMap = NativeWeakMap;
  }
  const restores = memories.map((loaded) => loaded());
  return () => {
    for (const restore of restores) restore();
  };
}
