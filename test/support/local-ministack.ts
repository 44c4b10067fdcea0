import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { emulatorEnvironment, localAccount } from './local-aws.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';

/** Anybody may put events of AWS's own sources on the bus, since no CloudTrail does. */
const launcher = `
import os, signal, sys, threading
def end_with_parent():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=end_with_parent, daemon=True).start()
import ministack.services.eventbridge as eventbridge
eventbridge._put_events.__defaults__ = (True,)
from ministack.app import main
main()
`;

export interface Ministack extends LocalServer {
  /** What a program needs in its environment to take it for AWS. */
  readonly env: Readonly<Record<string, string>>;
  /** Forgets every resource. */
  readonly clear: () => Promise<void>;
}

/**
 * Starts the local AWS that has events, queues, functions and tables, empty, on a free loopback port. Takes a second.
 * `env` is added to its environment, which it hands on to every function: endpoints of other services, or `AUTH: 'true'` for
 * enforcing the permissions of each function's role.
 */
export async function startMinistack({
  env = {},
}: {
  env?: Readonly<Record<string, string>>;
} = {}): Promise<Ministack> {
  const home = mkdtempSync(join(tmpdir(), 'plumbline-ministack-'));
  const server = await startLocalServer('ministack', (port) => ({
    code: launcher,
    health: '/_ministack/health',
    env: {
      HOME: home,
      TMPDIR: home,
      LANG: 'C.UTF-8',
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0',
      MINISTACK_ACCOUNT_ID: localAccount,
      ...env,
    },
  }));
  return {
    ...server,
    env: emulatorEnvironment(server.url),
    clear: async () => {
      await fetch(`${server.url}/_ministack/reset`, { method: 'POST' });
    },
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
