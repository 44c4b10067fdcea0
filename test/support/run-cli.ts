import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CliOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the command line of the sources as a process of its own. */
export function runCli(args: readonly string[], { cwd = root, env = {} }: CliOptions = {}): Promise<CliRun> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [`${root}cli/main.ts`, ...args], {
    cwd,
    env: { ...inherited, NODE_OPTIONS: '', ...env },
  });
  const read = async (stream: AsyncIterable<Buffer>) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  };
  return new Promise((resolve, reject) => {
    const output = Promise.all([read(child.stdout), read(child.stderr)]);
    child.once('error', reject);
    child.once('close', (code) => output.then(([stdout, stderr]) => resolve({ code, stdout, stderr }), reject));
  });
}
