/** Makes what a version wrote what the next one would have written. */
export type Migration = (before: object) => object;

/** By the version that each migration reads. */
export type Migrations = Readonly<Record<number, Migration>>;

/**
 * What was stored, as the version `to` would have stored it. Undefined for a version that no migration reads: one that is too old,
 * later than this, or none.
 */
export function migrated(stored: object, from: unknown, to: number, migrations: Migrations): object | undefined {
  if (!Number.isInteger(from) || Number(from) > to) return undefined;
  let present = stored;
  for (let version = Number(from); version < to; version++) {
    const migration = migrations[version];
    if (migration === undefined) return undefined;
    present = migration(present);
  }
  return present;
}
