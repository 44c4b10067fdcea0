/** Raised when a live read fails in a way that says nothing about the account: no verdict may be built on it. */
export class CollectionError extends Error {
  /** The IAM action of the call that failed. */
  readonly action: string;

  constructor(action: string, cause: unknown) {
    super(`${action} failed: ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}`, { cause });
    this.name = 'CollectionError';
    this.action = action;
  }
}

export type Failure = 'denied' | 'throttled' | 'unavailable' | 'gone';

const denied = ['UnauthorizedOperation', 'AccessDenied', 'AccessDeniedException'];

const throttled = [
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'EC2ThrottledException',
  'SlowDown',
];

const unavailable = [
  'InternalError',
  'InternalFailure',
  'ServerException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'Unavailable',
  // Not offered in this Region or partition.
  'InvalidAction',
  'OptInRequired',
  'UnsupportedOperation',
  // No answer.
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
];

const failures: readonly (readonly [Failure, readonly string[]])[] = [
  ['denied', denied],
  ['throttled', throttled],
  ['unavailable', unavailable],
];

/**
 * What an error of the SDK means, by its name alone. Undefined for what is neither an answer of AWS nor the lack of one: a page of
 * HTML, for instance, arrives as a SyntaxError with whatever status the page had.
 */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  const known = failures.find(([, names]) => names.some((name) => name === error.name || name === code));
  if (known) return known[0];
  return /(NotFound|^NoSuch(Entity|HostedZone|Resource))(Exception)?$/.test(error.name) ? 'gone' : undefined;
}
