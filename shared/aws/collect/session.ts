import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { STSClient } from '@aws-sdk/client-sts';
import type { Access } from '../../engine/diagnosis.ts';
import type { CredentialsProvider } from '../credentials/member-credentials.ts';
import { Gate } from './gate.ts';
import { type Client, callPolitely } from './politeness.ts';
import { politeRates, type Rates, type Service } from './rates.ts';

export interface SessionOptions {
  /** Absent: as the SDK's own chain finds it. */
  readonly region?: string | undefined;
  /** Of the account to read. Absent: as the SDK's own chain finds them. */
  readonly credentials?: CredentialsProvider | undefined;
  readonly rates?: Rates | undefined;
  /** Attempts of one call, the first included. */
  readonly maxAttempts?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number | undefined;
  /** Is told each call that AWS answered. */
  readonly onCall?: ((action: string) => void) | undefined;
  /** Is told each attempt that AWS throttled. */
  readonly onThrottle?: ((action: string) => void) | undefined;
  /** Is told what came of each thing that was asked, after all attempts. */
  readonly onOutcome?: ((action: string, outcome: Access) => void) | undefined;
}

/** How a client is made. Endpoints come from the SDK's own chains, and so do Region and credentials that are not said. */
interface ClientSettings {
  readonly region?: string;
  readonly credentials?: CredentialsProvider;
  readonly maxAttempts: number;
  readonly retryMode: 'adaptive';
  readonly requestHandler: Readonly<Record<string, number | boolean>>;
}

/** The clients of one collection. */
export interface Session {
  readonly autoScaling: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly eks: EKSClient;
  readonly sts: STSClient;
  /** A further client, for what only some rules need: as polite as the others, and closed with them. */
  readonly open: <C extends Client>(service: Service, create: (settings: ClientSettings) => C) => C;
  readonly tell: (action: string, outcome: Access) => void;
  readonly cancelled: AbortSignal;
  readonly deadline: AbortSignal;
  /** For every `send`. */
  readonly options: { readonly abortSignal: AbortSignal };
  /** Also ends what still waits for its turn. */
  readonly close: () => void;
}

const inFlight = 16;

export function openSession(options: SessionOptions): Session {
  const {
    region,
    credentials,
    maxAttempts = 6,
    rates = politeRates,
    onCall = () => {},
    onThrottle = () => {},
  } = options;
  const cancelled = options.signal ?? new AbortController().signal;
  const deadline =
    options.deadlineMs === undefined ? new AbortController().signal : AbortSignal.timeout(options.deadlineMs);
  const stop = new AbortController();
  const abortSignal = AbortSignal.any([cancelled, deadline, stop.signal]);
  const settings: ClientSettings = {
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  };
  const gate = new Gate(inFlight);
  const opened: Client[] = [];
  const open: Session['open'] = (service, create) => {
    const client = create(settings);
    callPolitely(client, { service, rate: rates[service], gate, signal: abortSignal, onCall, onThrottle });
    opened.push(client);
    return client;
  };
  const close = () => {
    stop.abort();
    for (const client of opened) client.destroy();
  };
  return {
    autoScaling: open('autoscaling', (given) => new AutoScalingClient(given)),
    ec2: open('ec2', (given) => new EC2Client(given)),
    eks: open('eks', (given) => new EKSClient(given)),
    sts: open('sts', (given) => new STSClient(given)),
    open,
    tell: options.onOutcome ?? (() => {}),
    cancelled,
    deadline,
    options: { abortSignal },
    close,
  };
}
