import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient } from '@aws-sdk/client-eks';
import { STSClient } from '@aws-sdk/client-sts';
import { Gate } from './gate.ts';
import { callPolitely } from './politeness.ts';
import { politeRates, type Rates, type Service } from './rates.ts';

export interface SessionOptions {
  /** Absent: as the SDK's own chain finds it. */
  readonly region?: string | undefined;
  readonly rates?: Rates | undefined;
  /** Attempts of one call, the first included. */
  readonly maxAttempts?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number | undefined;
  /** Is told each call that AWS answered. */
  readonly onCall?: ((action: string) => void) | undefined;
}

/** The clients of one collection. Endpoints, Region and credentials come from the SDK's own chains. */
export interface Session {
  readonly autoScaling: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly eks: EKSClient;
  readonly sts: STSClient;
  readonly cancelled: AbortSignal;
  readonly deadline: AbortSignal;
  /** For every `send`. */
  readonly options: { readonly abortSignal: AbortSignal };
  /** Also ends what still waits for its turn. */
  readonly close: () => void;
}

const inFlight = 16;

export function openSession(options: SessionOptions): Session {
  const { region, maxAttempts = 6, rates = politeRates, onCall = () => {} } = options;
  const cancelled = options.signal ?? new AbortController().signal;
  const deadline =
    options.deadlineMs === undefined ? new AbortController().signal : AbortSignal.timeout(options.deadlineMs);
  const stop = new AbortController();
  const abortSignal = AbortSignal.any([cancelled, deadline, stop.signal]);
  const settings = {
    ...(region === undefined ? {} : { region }),
    maxAttempts,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  };
  const gate = new Gate(inFlight);
  const polite = <Client extends Parameters<typeof callPolitely>[0]>(client: Client, service: Service): Client => {
    callPolitely(client, { service, rate: rates[service], gate, signal: abortSignal, onCall });
    return client;
  };
  const clients = {
    autoScaling: polite(new AutoScalingClient(settings), 'autoscaling'),
    ec2: polite(new EC2Client(settings), 'ec2'),
    eks: polite(new EKSClient(settings), 'eks'),
    sts: polite(new STSClient(settings), 'sts'),
  };
  const close = () => {
    stop.abort();
    for (const client of Object.values(clients)) client.destroy();
  };
  return { ...clients, cancelled, deadline, options: { abortSignal }, close };
}
