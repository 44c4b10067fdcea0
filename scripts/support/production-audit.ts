import { execFile } from 'node:child_process';
import * as z from 'zod';
import type { Counts } from '../steps.ts';

/** What is known of the vulnerabilities of production dependencies. */
export interface Audit {
  readonly verdict: 'none' | 'found' | 'not known';
  readonly lines: readonly string[];
}

const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const failure = z.object({ message: z.string() });

/** Reads the answer of `npm audit --json`. Anything but a whole report is not known. */
export function auditIn(answer: string): Audit {
  const json = parsed(answer);
  const read = report.safeParse(json);
  if (!read.success) {
    const { data } = failure.safeParse(json);
    return { verdict: 'not known', lines: [data?.message ?? 'the registry gave no answer that can be read'] };
  }
  const found = Object.entries(read.data.vulnerabilities);
  const lines = found.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
  return { verdict: found.length > 0 ? 'found' : 'none', lines };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000'];

/** Asks the registry; it is the only thing that is asked. */
export const productionAudit = (): Promise<Audit> =>
  new Promise((resolve) => {
    execFile('npm', args, { maxBuffer: 64 * 1024 * 1024 }, (_, stdout) => resolve(auditIn(stdout)));
  });

/** As a step: neither passed nor failed where the registry does not answer. */
export async function vulnerabilities(): Promise<Counts> {
  const { verdict, lines } = await productionAudit();
  const word = { none: 'ok     ', found: 'FAILED ', 'not known': 'unknown' }[verdict];
  console.log([`${word} vulnerabilities of production dependencies`, ...lines].join('\n'));
  return { passed: verdict === 'none' ? 1 : 0, failed: verdict === 'found' ? 1 : 0, skipped: 0 };
}
