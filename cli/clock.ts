import { UsageError } from './errors.ts';

/** The time that reports carry and ages are counted from, ISO 8601: `PLUMBLINE_NOW`, or now. Never the time of an observation. */
export function reportTime(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment.PLUMBLINE_NOW;
  if (given === undefined || given === '') return new Date().toISOString();
  const time = new Date(given);
  if (Number.isNaN(time.getTime())) throw new UsageError(`PLUMBLINE_NOW: ${JSON.stringify(given)} is not a time`);
  return time.toISOString();
}
