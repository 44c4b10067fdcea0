import * as z from 'zod';
import { clusterGroupSchema } from '../cluster-group.ts';
import { type Change, changeEventSchema, changeOf } from '../events/change-event.ts';
import type { Place } from '../place.ts';

/** Whole VPC groups whose turn has come; `at` is when the sweep said so. `run`: which of so many of its account and Region it is. */
export const sweptGroupSchema = clusterGroupSchema.extend({
  sweep: z.literal(true),
  at: z.iso.datetime(),
  run: z.object({ run: z.string().max(64), group: z.int().min(0), of: z.int().min(1) }).exactOptional(),
});
export type SweptGroup = z.output<typeof sweptGroupSchema>;

/** Clusters that are to be looked at once more: as they are after a time. `attempt`: how many such looks were asked for before. */
export const againSchema = clusterGroupSchema.extend({
  again: z.literal(true),
  after: z.iso.datetime(),
  attempt: z.int().min(0).max(100),
});
export type Again = z.output<typeof againSchema>;

/** What a message asks for. `nothing`: it is well-formed and concerns nobody. */
export type Work =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'again'; readonly again: Again }
  | { readonly kind: 'sweep'; readonly group: SweptGroup }
  | { readonly kind: 'nothing' };

export interface WorkItem {
  /** Names the item in the answer. */
  readonly id: string;
  readonly work: Work;
}

/** A message that no retry makes better. */
export class Poisoned extends Error {
  override readonly name = 'Poisoned';
}

/** Larger than any event of EventBridge. */
const mostBytes = 256 * 1024;

/** Throws `Poisoned`, with what is wrong, for anything but work. */
export function readWork(body: string): Work {
  const message = readMessage(
    body,
    workSchema,
    'It is neither a change event, nor a swept group, nor asks for another look.',
  );
  if ('sweep' in message) return { kind: 'sweep', group: message };
  if ('again' in message) return { kind: 'again', again: message };
  try {
    const change = changeOf(message);
    return change ? { kind: 'change', change } : { kind: 'nothing' };
  } catch (error) {
    if (error instanceof RangeError) throw new Poisoned(error.message, { cause: error });
    throw error;
  }
}

const workSchema = z.union([sweptGroupSchema, againSchema, changeEventSchema]);

/** What work is about; undefined for what concerns nobody. */
export function placeOf(work: Work): Place | undefined {
  if (work.kind === 'nothing') return undefined;
  if (work.kind === 'change') return work.change;
  return work.kind === 'sweep' ? work.group : work.again;
}

/** A message of the shape. Throws `Poisoned`, with what is wrong, for anything else. */
export function readMessage<T>(body: string, schema: z.ZodType<T>, otherwise: string): T {
  if (Buffer.byteLength(body) >= mostBytes) throw new Poisoned(`It has ${Buffer.byteLength(body)} bytes.`);
  const parsed = schema.safeParse(json(body));
  if (!parsed.success) throw new Poisoned(`${otherwise} ${whatIsWrong(parsed.error)}`);
  return parsed.data;
}

/** Where there are several shapes to choose from, what is wrong with the one that is nearest. */
function whatIsWrong({ issues }: z.ZodError): string {
  const [issue] = issues;
  const nearest = issue?.code === 'invalid_union' ? issue.errors.toSorted((a, b) => a.length - b.length)[0] : undefined;
  return z.prettifyError({ issues: nearest ?? issues });
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Poisoned('It is not JSON.', { cause: error });
  }
}
