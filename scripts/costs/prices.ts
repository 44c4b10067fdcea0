/** What AWS asks for one unit, in US dollars, in us-east-1 and without free tiers. */
export interface Price {
  readonly service: string;
  readonly unit: string;
  readonly dollars: number;
  readonly page: `https://aws.amazon.com/${string}`;
}

/** When somebody last compared the prices with AWS's pages and with what others quote of them. */
export const pricesOf = '2026-11-21';

const million = 1_000_000;
const lambda = { service: 'Lambda (arm64)', page: 'https://aws.amazon.com/lambda/pricing/' } as const;
const table = { service: 'DynamoDB (on demand)', page: 'https://aws.amazon.com/dynamodb/pricing/' } as const;
const cloudWatch = { service: 'CloudWatch', page: 'https://aws.amazon.com/cloudwatch/pricing/' } as const;

export const prices = {
  computeSecond: { ...lambda, unit: 'GB-second', dollars: 0.0000133334 },
  invocation: { ...lambda, unit: 'request', dollars: 0.2 / million },
  tableRead: { ...table, unit: 'read request unit', dollars: 0.125 / million },
  tableWrite: { ...table, unit: 'write request unit', dollars: 0.625 / million },
  tableStorage: { ...table, unit: 'GB-month, with point-in-time recovery', dollars: 0.25 + 0.2 },
  queueRequest: {
    service: 'SQS',
    unit: 'request',
    dollars: 0.4 / million,
    page: 'https://aws.amazon.com/sqs/pricing/',
  },
  published: { service: 'SNS', unit: 'message', dollars: 0.5 / million, page: 'https://aws.amazon.com/sns/pricing/' },
  forwardedEvent: {
    service: 'EventBridge',
    unit: 'event to another account or Region',
    dollars: 1 / million,
    page: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  imported: {
    service: 'Security Hub CSPM',
    unit: 'finding imported',
    dollars: 0.00003,
    page: 'https://aws.amazon.com/security-hub/pricing/',
  },
  evaluation: {
    service: 'AWS Config',
    unit: 'evaluation',
    dollars: 0.001,
    page: 'https://aws.amazon.com/config/pricing/',
  },
  logged: { ...cloudWatch, unit: 'GB of logs taken in', dollars: 0.5 },
  metric: { ...cloudWatch, unit: 'metric and month', dollars: 0.3 },
  alarm: { ...cloudWatch, unit: 'alarm and month', dollars: 0.1 },
  dashboard: { ...cloudWatch, unit: 'dashboard and month', dollars: 3 },
  trace: { service: 'X-Ray', unit: 'trace', dollars: 5 / million, page: 'https://aws.amazon.com/xray/pricing/' },
} as const satisfies Readonly<Record<string, Price>>;

export type Unit = keyof typeof prices;
