import { daysOfNotice, startOfDay } from '../../engine/waiver.ts';
import { isFailing, isFlapping, type ObservedFinding } from './finding.ts';
import { refreshAt } from './refresh.ts';

const minuteMs = 60_000;

/** So long nobody needs to know that a finding cannot be confirmed. */
const unconfirmedMinutes = 24 * 60;

/** So long it must not open or close to be calm. */
const calmMinutes = 60;

const after = (time: string, minutes: number): string => new Date(Date.parse(time) + minutes * minuteMs).toISOString();

/** When a finding that is in grace is opened if it fails still. */
export const graceEnd = ({ firstSeen }: Pick<ObservedFinding, 'firstSeen'>, graceMinutes: number): string =>
  after(firstSeen, graceMinutes);

/** When an open finding that is well closes if it stays so. */
export const steadyAt = (wellSince: string, steadyMinutes: number): string => after(wellSince, steadyMinutes);

/** When readers have to know that it cannot be confirmed. */
export const unconfirmedAt = (unconfirmedSince: string): string => after(unconfirmedSince, unconfirmedMinutes);

/** When a flapping finding is calm, if it neither opens nor closes until then. */
export const calmAt = (flips: readonly string[] = []): string => after(flips.at(-1) ?? '1970-01-01', calmMinutes);

/** When the hour begins of which flips count at a time. */
export const flipsCountAfter = (time: string): string => after(time, -calmMinutes);

/** The times at which time alone makes a finding another, past ones too. */
export function wakesOf(finding: ObservedFinding, graceMinutes: number, steadyMinutes: number): readonly string[] {
  const { state, waiver, expiring, unconfirmedSince, unconfirmed, wellSince, flips } = finding;
  return [
    ...(state === 'grace' ? [graceEnd(finding, graceMinutes)] : [refreshAt(finding)]),
    ...(state === 'waived' && waiver ? [startOfDay(waiver, -1)] : []),
    ...(state === 'waived' && waiver && !expiring ? [startOfDay(waiver, daysOfNotice)] : []),
    ...(wellSince === undefined ? [] : [steadyAt(wellSince, steadyMinutes)]),
    ...(unconfirmedSince !== undefined && !unconfirmed ? [unconfirmedAt(unconfirmedSince)] : []),
  ]
    .filter(() => isFailing(finding))
    .concat(isFlapping(finding) ? [calmAt(flips)] : []);
}
