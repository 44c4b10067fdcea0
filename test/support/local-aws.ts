import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Behaviour, startAwsProxy } from './aws-proxy.ts';

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));

/**
 * moto's server, which ends when this process does: its standard input closes then. Its check of role ARNs builds a whole AWS
 * session for each cluster that is made, a tenth of a second of pure waiting, so it is left out.
 */
const launcher = `
import os, sys, threading
import moto.eks.models as eks
eks.validate_role_arn = lambda arn: None
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from moto.server import main
main(sys.argv[1:])
`;

export const localRegion = 'us-east-1';
export const localAccount = '123456789012';

export interface LocalAws {
  /** Where AWS answers. */
  readonly url: string;
  /** What a program needs in its environment to take it for AWS. */
  readonly env: Readonly<Record<string, string>>;
  /** What AWS has that the emulator lacks, and how it misbehaves. */
  readonly behaviour: Behaviour;
  /** Forgets every resource. */
  readonly clear: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a local AWS, empty, on free loopback ports. Takes a second. */
export async function startLocalAws(): Promise<LocalAws> {
  if (!existsSync(python)) {
    throw new Error('Local AWS is not installed. `npm test` and `npm run jest` install it into .venv.');
  }
  const port = await freePort();
  const upstream = `http://127.0.0.1:${port}`;
  const moto = spawn(python, ['-c', launcher, '-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', AWS_DEFAULT_REGION: localRegion },
  });
  await untilUp(moto, upstream);
  const proxy = await startAwsProxy(upstream);
  return {
    url: proxy.url,
    env: environmentFor(proxy.url),
    behaviour: proxy.behaviour,
    clear: async () => {
      await fetch(`${upstream}/moto-api/reset`, { method: 'POST' });
      proxy.behaviour.addOns.clear();
      proxy.behaviour.podIdentityAssociations.clear();
      proxy.behaviour.reset();
    },
    stop: async () => {
      await proxy.close();
      await end(moto);
    },
  };
}

const environmentFor = (url: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: localRegion,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});

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

async function untilUp(moto: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (moto.exitCode !== null) throw new Error(`Local AWS ended with ${moto.exitCode} before it was up.`);
    const answers = await fetch(`${url}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    await sleep(100);
  }
  await end(moto);
  throw new Error('Local AWS did not start within half a minute.');
}

async function end(moto: ChildProcess): Promise<void> {
  if (moto.exitCode !== null) return;
  moto.kill();
  await once(moto, 'exit');
}
