import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LocalAws } from './local-aws.ts';

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const script = (name: string) => fileURLToPath(new URL(`aws-cli/${name}`, import.meta.url));

export interface AwsCli {
  /** What a shell needs in its environment to find `aws` and the local AWS. */
  readonly env: Readonly<Record<string, string>>;
  /** The commands that ran, such as `aws ec2 describe-vpcs`. */
  readonly commands: ReadonlySet<string>;
  readonly stop: () => Promise<void>;
}

/** A program `aws` that runs AWS CLI commands on a local AWS. */
export async function startAwsCli(aws: LocalAws): Promise<AwsCli> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-aws-'));
  const socket = join(folder, 'socket');
  const env = {
    ...aws.env,
    AWS_DEFAULT_REGION: aws.env.AWS_REGION ?? '',
    PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
  };
  const server = spawn(python, [script('server.py'), socket], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const commands = new Set<string>();
  await ready(server, commands);
  await writeFile(join(folder, 'aws'), `#!/bin/sh\nexec '${python}' -S -E '${script('client.py')}' '${socket}' "$@"\n`);
  await chmod(join(folder, 'aws'), 0o755);
  const stop = async () => {
    server.stdin?.end();
    await once(server, 'close');
    await rm(folder, { recursive: true });
  };
  return { env, commands, stop };
}

/** The first line says that it listens, every other one names a command. */
function ready(server: ChildProcess, commands: Set<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`the stand-in for the AWS CLI ended with ${code}`)));
    if (server.stdout)
      createInterface(server.stdout).on('line', (line) => (line === 'ready' ? resolve() : commands.add(line)));
  });
}
