import { type Behaviour, startAwsProxy } from './aws-proxy.ts';
import { startLocalServer } from './local-server.ts';

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
  const moto = await startLocalServer('moto', (port) => ({
    code: launcher,
    args: ['-H', '127.0.0.1', '-p', String(port)],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', AWS_DEFAULT_REGION: localRegion },
    health: '/moto-api/data.json',
  }));
  const proxy = await startAwsProxy(moto.url);
  return {
    url: proxy.url,
    env: emulatorEnvironment(proxy.url),
    behaviour: proxy.behaviour,
    clear: async () => {
      await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
      proxy.behaviour.addOns.clear();
      proxy.behaviour.podIdentityAssociations.clear();
      proxy.behaviour.reset();
    },
    stop: async () => {
      await proxy.close();
      await moto.stop();
    },
  };
}

/** What a program needs in its environment to take the emulator for AWS. */
export const emulatorEnvironment = (url: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: localRegion,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});
