import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const mostOutput = 1_000_000;

export interface Launch {
  /** Python that serves until its standard input closes, which it does when this process ends. */
  readonly code: string;
  readonly args?: readonly string[];
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** A path that answers as soon as the server is up. */
  readonly health: string;
}

export interface LocalServer {
  readonly url: string;
  /** The last megabyte of what it wrote, for failures. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts a server of the virtual environment on a free loopback port and waits until it answers. */
export async function startLocalServer(name: string, launchOn: (port: number) => Launch): Promise<LocalServer> {
  if (!existsSync(python)) {
    throw new Error('Local AWS is not installed. `npm test` and `npm run jest` install it into .venv.');
  }
  const port = await freePort();
  const { code, args = [], env, health } = launchOn(port);
  const child = spawn(python, ['-c', code, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env });
  const output = outputOf(child);
  const url = `http://127.0.0.1:${port}`;
  await untilUp(child, `${url}${health}`).catch(async (cause) => {
    await end(child);
    throw new Error(`${name} did not start: ${output()}`, { cause });
  });
  return { url, output, stop: () => end(child) };
}

function outputOf({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-mostOutput);
    });
  }
  return () => text;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

async function untilUp(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const answers = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    await sleep(100);
  }
  throw new Error('it was not up within half a minute');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
