import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Unreachable } from '../../app/watch/unreachable.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}
/** As the SDK's clients take it; asked before every call. */
export type CredentialsProvider = () => Promise<Credentials>;

export interface MemberRole {
  /** The account whose functions these are: it assumes nothing to reach itself. */
  readonly ownAccount: string;
  /** `aws`, or that of China or of the government. */
  readonly partition: string;
  /** With its path, without a leading slash. */
  readonly name: string;
  readonly externalId?: string | undefined;
  /** Named in the trail of the member, beside the role. */
  readonly sessionName: string;
}

/** One hour is all that a role assumed by a role may last. */
const sessionSeconds = 3_600;
/** Longer than a function may run: what it was given lasts to its end. */
const spareMs = 16 * 60_000;

/**
 * The credentials of each account's role, one provider for each account as long as the process lives; undefined for its own
 * account. A provider throws `Unreachable` when STS refuses the role, and the SDK's error when STS does not answer.
 */
export function memberCredentials(
  role: MemberRole,
  now: () => number = Date.now,
): (account: string) => CredentialsProvider | undefined {
  const providers = new Map<string, CredentialsProvider>();
  let client: STSClient | undefined;
  return (account) => {
    if (account === role.ownAccount) return undefined;
    client ??= new STSClient({
      maxAttempts: 5,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
    });
    const provider = providers.get(account) ?? kept(assume(client, role, account), now);
    providers.set(account, provider);
    return provider;
  };
}

/** Regional: the SDK asks STS of the Region that it runs in. */
const assume =
  (client: STSClient, { partition, name, externalId, sessionName }: MemberRole, account: string): CredentialsProvider =>
  async () => {
    const RoleArn = `arn:${partition}:iam::${account}:role/${name}`;
    const command = new AssumeRoleCommand({
      RoleArn,
      RoleSessionName: sessionName,
      DurationSeconds: sessionSeconds,
      ...(externalId ? { ExternalId: externalId } : {}),
    });
    const { Credentials: given } = await client.send(command).catch((error: unknown) => {
      throw isRefusal(error) ? new Unreachable(`${RoleArn} cannot be assumed.`, { cause: error }) : error;
    });
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration)
      throw new Error('STS answered without credentials');
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given;
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  };

const isRefusal = (error: unknown): boolean => error instanceof Error && /^AccessDenied/.test(error.name);

/** Asks once for all who wait, and again when what it was given ends soon or could not be had. */
function kept(ask: CredentialsProvider, now: () => number): CredentialsProvider {
  let held: Credentials | undefined;
  let asked: Promise<Credentials> | undefined;
  const askAnew = async () => {
    try {
      held = await ask();
      return held;
    } finally {
      asked = undefined;
    }
  };
  return async () => {
    if (held && held.expiration.getTime() - now() > spareMs) return held;
    asked ??= askAnew();
    return asked;
  };
}
