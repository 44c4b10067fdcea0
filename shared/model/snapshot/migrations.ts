import type { Migrations } from '../migrate.ts';
import { unread } from './known.ts';
import { snapshotFormat } from './snapshot.ts';

/** Snapshots of format 1 may lack these collections: what was not read then is not known now. */
const afterFormat1 = ['clusterNames', 'loadBalancers', 'iamRoles', 'hostedZones', 'serviceQuotas'] as const;

/** By the format that each one reads; what it makes says so. */
export const snapshotMigrations: Migrations = {
  1: (before) => ({
    ...Object.fromEntries(
      afterFormat1.map((name) => [name, unread('the snapshot was saved by a version that did not read it')]),
    ),
    ...before,
    format: 2,
  }),
};

/** The formats that this release reads, in order. */
export const readableFormats: readonly number[] = [...Object.keys(snapshotMigrations).map(Number), snapshotFormat];
