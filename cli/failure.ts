import { CommanderError } from 'commander';
import type { ExitCode } from '../shared/app/exit-code.ts';
import { printable } from '../shared/reports/printable.ts';
import { UsageError } from './errors.ts';
import { CannotObserve } from './live.ts';

/** 2 for wrong usage, configuration or input; 3 when the account could not be observed, or the program itself failed. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof UsageError ? 2 : 3;
}

/** One line for a person; a stack trace only when `PLUMBLINE_DEBUG` asks for it. */
export function messageOf(error: unknown, environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.PLUMBLINE_DEBUG && error instanceof Error) return error.stack ?? error.message;
  const message = printable(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError || error instanceof CannotObserve) return message;
  return `${message} (this is a fault of Plumbline itself; set PLUMBLINE_DEBUG=1 to see where)`;
}
