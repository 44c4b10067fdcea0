import { type Migrations, migrated } from '../../model/migrate.ts';

/**
 * Of the items that this release writes. It is raised only by what a release before would misread: new attributes are optional, so
 * that the release before can be put back.
 */
export const schema = 1;

/** By the schema that each one reads. Which kind of item it is given, its key says. */
const itemMigrations: Migrations = {};

/** An item as this release would have stored it; as it is where this release does not know its schema, which parsing then refuses. */
export const presentItem = <I extends object>(item: I & { readonly schema?: unknown }): object =>
  migrated(item, item.schema, schema, itemMigrations) ?? item;
