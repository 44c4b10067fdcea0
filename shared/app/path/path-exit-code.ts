import type { PathReport } from '../../engine/path-report.ts';
import type { ExitCode } from '../exit-code.ts';

/** 1 when a path is blocked; else 3 when anything was not read, or nothing at all could be decided; else 0. */
export function pathExitCode({ paths, hidden }: PathReport): ExitCode {
  if (paths.some(({ verdict }) => verdict === 'blocked')) return 1;
  const missing = [...hidden, ...paths.flatMap((path) => path.missing)];
  if (missing.some(({ kind }) => kind === 'unread')) return 3;
  const decided = paths.some(({ verdict }) => verdict === 'reachable');
  return missing.length > 0 && !decided ? 3 : 0;
}
