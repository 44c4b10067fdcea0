import * as z from 'zod';
import { clusterGroupSchema } from '../cluster-group.ts';
import { type Change, changeEventSchema, changeOf } from '../events/change-event.ts';

/** Whole VPC groups whose turn has come; `at` is when the sweep said so. */
export const sweptGroupSchema = clusterGroupSchema.extend({ sweep: z.literal(true), at: z.iso.datetime() });
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

/** The account and Region that are watched. */
export interface Home {
  readonly account: string;
  readonly region: string;
}

/** A message that no retry makes better. */
export class Poisoned extends Error {
  override readonly name = 'Poisoned';
}

/** Larger than any event of EventBridge. */
const mostBytes = 256 * 1024;

/** Throws `Poisoned`, with what is wrong, for anything but work on this account and Region. */
export function readWork(body: string, home: Home): Work {
  const message = readMessage(
    body,
    home,
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

/** A message of this account and Region. Throws `Poisoned`, with what is wrong, for anything else. */
export function readMessage<T extends Home>(body: string, home: Home, schema: z.ZodType<T>, otherwise: string): T {
  if (Buffer.byteLength(body) >= mostBytes) throw new Poisoned(`It has ${Buffer.byteLength(body)} bytes.`);
  const parsed = schema.safeParse(json(body));
  if (!parsed.success) throw new Poisoned(`${otherwise} ${whatIsWrong(parsed.error)}`);
  const { account, region } = parsed.data;
  if (account !== home.account) throw new Poisoned(`Account ${account} is not watched here.`);
  if (region !== home.region) throw new Poisoned(`Region ${region} is not watched here.`);
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
