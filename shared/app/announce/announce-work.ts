import * as z from 'zod';
import { readMessage } from '../check-clusters/work.ts';
import { clusterGroupSchema } from '../cluster-group.ts';
import type { Place } from '../place.ts';

/** Clusters of which something is to be told. `refused`: also what a target refused before. */
const announceGroupSchema = clusterGroupSchema.extend({ refused: z.literal(true).exactOptional() });
export type AnnounceGroup = z.output<typeof announceGroupSchema>;

/** That people have to hear of what is missing at a place. */
const absencesSchema = clusterGroupSchema.omit({ clusters: true }).extend({ absences: z.literal(true) });

/** The schedule's own event, which comes as it is: its time is that for which the digest was planned. */
const scheduledEventSchema = z.object({
  source: z.literal('aws.events'),
  'detail-type': z.literal('Scheduled Event'),
  time: z.iso.datetime(),
});

/** What a message asks to be told. */
export type AnnounceWork =
  | { readonly kind: 'group'; readonly group: AnnounceGroup }
  | { readonly kind: 'absences'; readonly place: Place }
  | { readonly kind: 'digest'; readonly at: string };

const workSchema = z.union([announceGroupSchema, absencesSchema, scheduledEventSchema]);

/** Throws `Poisoned`, with what is wrong, for anything but something to tell. */
export function readAnnounceWork(body: string): AnnounceWork {
  const message = readMessage(body, workSchema, 'It asks for nothing to be told.');
  if ('clusters' in message) return { kind: 'group', group: message };
  if ('time' in message) return { kind: 'digest', at: new Date(message.time).toISOString() };
  const { account, region } = message;
  return { kind: 'absences', place: { account, region } };
}
