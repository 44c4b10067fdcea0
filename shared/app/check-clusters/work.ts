import * as z from 'zod';
import { clusterGroupSchema } from '../cluster-group.ts';
import { type Change, changeEventSchema, changeOf } from '../events/change-event.ts';

/** Whole VPC groups whose turn has come; `at` is when the sweep said so. */
export const sweptGroupSchema = clusterGroupSchema.extend({ sweep: z.literal(true), at: z.iso.datetime() });
export type SweptGroup = z.output<typeof sweptGroupSchema>;

/** What a message asks for. `nothing`: it is well-formed and concerns nobody. */
export type Work =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'sweep'; readonly group: SweptGroup }
  | { readonly kind: 'nothing' };

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

/** Throws `Poisoned`, with what is wrong, for anything but a change event or a swept group of this account and Region. */
export function readWork(body: string, home: Home): Work {
  if (Buffer.byteLength(body) >= mostBytes) throw new Poisoned(`It has ${Buffer.byteLength(body)} bytes.`);
  const parsed = z.union([sweptGroupSchema, changeEventSchema]).safeParse(json(body));
  if (!parsed.success)
    throw new Poisoned(`It is neither a change event nor a swept group. ${z.prettifyError(parsed.error)}`);
  const { account, region } = parsed.data;
  if (account !== home.account) throw new Poisoned(`Account ${account} is not watched here.`);
  if (region !== home.region) throw new Poisoned(`Region ${region} is not watched here.`);
  if ('sweep' in parsed.data) return { kind: 'sweep', group: parsed.data };
  try {
    const change = changeOf(parsed.data);
    return change ? { kind: 'change', change } : { kind: 'nothing' };
  } catch (error) {
    if (error instanceof RangeError) throw new Poisoned(error.message, { cause: error });
    throw error;
  }
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Poisoned('It is not JSON.', { cause: error });
  }
}
