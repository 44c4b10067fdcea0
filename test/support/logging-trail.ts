import { json } from './aws-proxy/reply.ts';
import type { Behaviour } from './aws-proxy.ts';

const trail = { Name: 'main', TrailARN: 'arn:aws:cloudtrail:us-east-1:123456789012:trail/main' };
const answers: readonly (readonly [operation: string, answer: object])[] = [
  ['DescribeTrails', { trailList: [trail] }],
  ['GetTrailStatus', { IsLogging: true }],
  ['GetEventSelectors', { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }] }],
];

/** The account has a trail that logs management events, until `stop`. */
export function logTrail({ reply }: Pick<Behaviour, 'reply'>): { readonly stop: () => void } {
  for (const [operation, answer] of answers) reply.set(`cloudtrail:${operation}`, () => json(200, answer));
  return { stop: () => void reply.set('cloudtrail:GetTrailStatus', () => json(200, { IsLogging: false })) };
}
