export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const xml = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml;charset=UTF-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

export const ec2Error = (status: number, code: string, message: string): Reply =>
  xml(
    status,
    `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>0</RequestID></Response>`,
  );

export const queryError = (status: number, code: string, message: string): Reply =>
  xml(
    status,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
  );

const eksError = (status: number, code: string, message: string): Reply =>
  json(status, { message }, { 'x-amzn-errortype': code });

/** Services whose errors are JSON with the type in the body. */
const inJson: ReadonlySet<string> = new Set(['config', 'dynamodb', 'servicequotas', 'sqs']);

const jsonError = (type: string, message: string): Reply => json(400, { __type: type, message });

/** The service's own words for a call that no policy allows. */
export function deniedReply(service: string, action: string): Reply {
  const who = 'arn:aws:sts::123456789012:assumed-role/reader/session';
  const message = `User: ${who} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  if (service === 'eks' || service === 'securityhub') return eksError(403, 'AccessDeniedException', message);
  if (inJson.has(service)) return jsonError('AccessDeniedException', message);
  if (service === 'ec2')
    return ec2Error(403, 'UnauthorizedOperation', `You are not authorized to perform this operation. ${message}`);
  return queryError(403, 'AccessDenied', message);
}

/** The service's own words for a call too many. */
export function throttledReply(service: string): Reply {
  if (service === 'eks' || service === 'securityhub')
    return eksError(429, 'TooManyRequestsException', 'Too Many Requests');
  if (service === 'ec2') return ec2Error(503, 'RequestLimitExceeded', 'Request limit exceeded.');
  if (service === 'servicequotas') return jsonError('TooManyRequestsException', 'Rate exceeded');
  if (service === 'dynamodb')
    return jsonError('ProvisionedThroughputExceededException', 'The level of throughput was exceeded.');
  if (inJson.has(service)) return jsonError('ThrottlingException', 'Rate exceeded');
  return queryError(400, 'Throttling', 'Rate exceeded');
}

/** EKS's words for what does not exist. */
export const notFoundReply = (what: string): Reply => eksError(404, 'ResourceNotFoundException', `No ${what} found.`);

/** What a proxy in between says, or an emulator about an operation that it does not know. */
export const htmlReply: Reply = {
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><html><head><title>403 Forbidden</title></head><body>Access denied</body></html>',
};
