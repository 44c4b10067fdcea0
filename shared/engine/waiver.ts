import * as z from 'zod';

/** Where a waiver stands: in plumbline.yaml, or in a tag on the resource itself. */
export const waiverSources = ['configuration', 'tag'] as const;

export const waivedFields = z.object({
  reason: z.string(),
  owner: z.string(),
  expires: z.string().describe('The last day that it holds, YYYY-MM-DD in UTC.'),
  source: z.enum(waiverSources),
});
export const daysField = z.int().describe('To the last day: 0 on that day, below 0 once it has expired.');

export const waivedSchema = waivedFields.readonly();

/** Why somebody lives with a violation, who answers for it, and until when. */
export type Waived = z.output<typeof waivedSchema>;

/** A decision to live with what one rule finds on resources of clusters, until a day. */
export interface Waiver extends Waived {
  /** The rule's code. */
  readonly code: string;
  /** Pattern of cluster names. */
  readonly cluster: string;
  /** Pattern of resource ids, as verdicts name them: an AWS id, a cluster's name, or `cluster/group`. */
  readonly resource: string;
}

/** The waiver of a verdict, as a run found it. */
export const appliedWaiverSchema = waivedFields.extend({ daysLeft: daysField }).readonly();
export type AppliedWaiver = z.output<typeof appliedWaiverSchema>;

/** The most days that a waiver may last from now: a year, which may have a 29th of February. */
export const mostWaiverDays = 366;

/** So many days before its end people hear that a waiver ends. */
export const daysOfNotice = 7;

const dayMs = 86_400_000;

/** The days from a time (ISO 8601) to the last day of a waiver: 0 on that day, below 0 once it has expired. Days are those of UTC. */
export const daysLeft = ({ expires }: Pick<Waived, 'expires'>, now: string): number =>
  (Date.parse(expires) - Date.parse(now.slice(0, 10))) / dayMs;

export const isExpired = (waived: Pick<Waived, 'expires'>, now: string): boolean => daysLeft(waived, now) < 0;

export const isExpiring = (waived: Pick<Waived, 'expires'>, now: string): boolean =>
  !isExpired(waived, now) && daysLeft(waived, now) <= daysOfNotice;

/** The first moment of so many days before the last day of a waiver; of a negative number, after it. */
export const startOfDay = ({ expires }: Pick<Waived, 'expires'>, daysBefore: number): string =>
  new Date(Date.parse(expires) - daysBefore * dayMs).toISOString();

/** The key of a tag that waives a rule on the resource that carries it. */
export const waiverTagPrefix = 'plumbline:waive/';
