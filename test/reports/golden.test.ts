import { describe, expect, it } from '@jest/globals';
import {
  absenceMessage,
  type ChatMessage,
  chatMessage,
  closingMessage,
  type Digest,
  digestMessage,
  type Notice,
  type Summary,
  summaryMessage,
} from '../../shared/reports/chat-message.ts';
import type { RememberedFinding } from '../../shared/reports/remembered-finding.ts';
import { chatMessageSchema } from '../support/chat-message-schema.ts';
import { aFindingFullOf, aRememberedFinding, ruleHelp } from '../support/finding-builders.ts';
import { golden, goldenNames } from '../support/golden.ts';
import { aViolation } from '../support/report-builders.ts';

const folder = 'test/reports/golden';
const place = { account: '123456789012', region: 'eu-west-1' };
const options = { helpOf: () => ruleHelp, environment: 'production' };
const waiver = {
  reason: 'The old portal goes in January.',
  owner: 'network team',
  expires: '2026-11-27',
  source: 'configuration',
} as const;

const aNotice = (
  transition: Notice['transition'],
  finding: Partial<RememberedFinding> = {},
  ...others: readonly RememberedFinding[]
): Notice => ({
  id: 'message-1',
  threadId: 'thread-1',
  transition,
  ...place,
  cause: { kind: 'subnet-full', resource: 'subnet-a' },
  findings: [aRememberedFinding(finding), ...others],
});

/** A lost route, which breaks two rules in two clusters. */
const lostRoute = (): Notice => {
  const cause = { kind: 'no-route', resource: 'rtb-0a' };
  const fix = {
    text: 'Route 0.0.0.0/0 of rtb-0a to a NAT gateway.',
    command: 'aws ec2 create-route --route-table-id rtb-0a --destination-cidr-block 0.0.0.0/0 --nat-gateway-id nat-0a',
  };
  const of = (id: string, cluster: string) => {
    const resource = { type: 'subnet', id } as const;
    const message = `Nodes in ${id} have no way to the internet.`;
    return aRememberedFinding({
      cluster: { ...place, cluster },
      code: 'D8',
      severity: 'critical',
      resource,
      violations: [aViolation({ kind: 'isolated', severity: 'critical', resource, message, cause, fix })],
    });
  };
  const resource = { type: 'cluster', id: 'shop' } as const;
  const message = 'shop cannot pull images.';
  const images = aRememberedFinding({
    code: 'E2',
    resource,
    violations: [aViolation({ kind: 'images', resource, message, cause, fix })],
  });
  return { ...aNotice('new'), cause, findings: [of('subnet-a', 'shop'), of('subnet-b', 'payments'), images] };
};

const aSummary = (overrides: Partial<Summary> = {}): Summary => ({
  id: 'message-2',
  threadId: 'thread-2',
  occasion: 'first',
  ...place,
  notices: [lostRoute(), aNotice('new')],
  ...overrides,
});

const home = { ...place, clusters: 12, missing: [] };

const aDigest = (overrides: Partial<Digest> = {}): Digest => ({
  id: 'message-3',
  threadId: 'thread-3',
  period: 'weekly',
  since: '2026-11-16T07:00:00.000Z',
  places: [home],
  open: [lostRoute(), aNotice('new', { firstSeen: '2026-10-01T08:00:00.000Z' })],
  counts: { new: 1, fixed: 3, waived: 2, unconfirmed: 1 },
  endingWaivers: [
    {
      code: 'B4',
      cluster: 'shop',
      resource: { type: 'subnet', id: 'subnet-c' },
      owner: waiver.owner,
      expires: waiver.expires,
    },
  ],
  ...overrides,
});

const nothing = { open: [], counts: { new: 0, fixed: 0, waived: 0, unconfirmed: 0 }, endingWaivers: [] };

const anAbsence = (what: 'security-hub' | 'trail', reason: string) =>
  absenceMessage(
    { id: 'message-4', threadId: 'thread-2', ...place, what, reason, since: '2026-11-21T09:00:00.000Z' },
    options,
  );

const hostile = `<!channel> <https://evil.example|fix> \`id\` *bold* @here \u202e\x1b[31m${'😀'.repeat(80)}`;
const hostileOptions = { helpOf: () => ruleHelp, environment: hostile };
const hostileNotice = (transition: Notice['transition'] = 'new'): Notice => ({
  ...aNotice(transition),
  cause: { kind: hostile, resource: hostile },
  findings: [aFindingFullOf(hostile)],
});

/** Every kind of message. */
const messages: Readonly<Record<string, ChatMessage>> = {
  new: chatMessage(aNotice('new'), options),
  'new-one-cause-of-many': chatMessage(lostRoute(), options),
  'new-after-a-waiver': chatMessage(aNotice('new', { waiver: { ...waiver, expires: '2026-11-20' } }), options),
  changed: chatMessage(aNotice('changed', { changedAt: '2026-11-21T10:30:00.000Z' }), options),
  flapping: chatMessage(aNotice('flapping', { flapping: { since: '2026-11-21T09:10:00.000Z', times: 7 } }), options),
  waived: chatMessage(aNotice('waived', { state: 'waived', waiver }), options),
  expiring: chatMessage(aNotice('expiring', { state: 'waived', waiver }), options),
  resolved: chatMessage(
    aNotice('resolved', { state: 'resolved', reason: 'Fixed.', changedAt: '2026-11-21T11:05:00.000Z' }),
    options,
  ),
  gone: chatMessage(
    aNotice('resolved', {
      state: 'gone',
      reason: 'subnet-a is no longer part of the cluster.',
      changedAt: '2026-11-21T11:05:00.000Z',
    }),
    options,
  ),
  'summary-first': summaryMessage(aSummary({ isSweptOnly: true }), options),
  'summary-settings': summaryMessage(
    aSummary({ occasion: 'settings', notices: [lostRoute(), aNotice('resolved')] }),
    options,
  ),
  'summary-change': summaryMessage(
    aSummary({ occasion: 'change', notices: [lostRoute(), aNotice('changed')] }),
    options,
  ),
  digest: digestMessage(aDigest(), options),
  'digest-daily-quiet': digestMessage(aDigest({ ...nothing, period: 'daily' }), options),
  'digest-of-many': digestMessage(
    aDigest({
      places: [
        { ...home, missing: [{ what: 'trail', since: '2026-11-18T04:00:00.000Z', reason: 'None.' }] },
        {
          ...home,
          region: 'us-east-1',
          clusters: 3,
          missing: [{ what: 'security-hub', since: '2026-11-19T04:00:00.000Z', reason: 'InvalidAccess' }],
        },
        {
          ...home,
          account: '444455556666',
          clusters: 1,
          unwatched: { since: '2026-11-20T04:00:00.000Z', reason: 'AccessDenied: not allowed to assume the role.' },
        },
      ],
    }),
    options,
  ),
  'missing-security-hub': anAbsence(
    'security-hub',
    'InvalidAccessException: Account 123456789012 is not subscribed to AWS Security Hub',
  ),
  'missing-trail': anAbsence('trail', 'No trail logs what changes networks and clusters in this Region.'),
  retired: closingMessage(
    {
      id: 'message-5',
      threadId: 'thread-2',
      ...place,
      since: '2026-11-21T12:00:00.000Z',
      places: 1,
      clusters: 2,
      findings: 3,
    },
    options,
  ),
  'hostile-new': chatMessage(hostileNotice(), hostileOptions),
  'hostile-resolved': chatMessage(hostileNotice('resolved'), hostileOptions),
  'hostile-summary': summaryMessage(aSummary({ notices: [hostileNotice()] }), hostileOptions),
  'hostile-digest': digestMessage(
    aDigest({
      places: [{ ...home, unwatched: { since: hostile, reason: hostile } }],
      open: [hostileNotice()],
      endingWaivers: [
        {
          code: hostile,
          cluster: hostile,
          resource: { type: 'subnet', id: hostile },
          owner: hostile,
          expires: hostile,
        },
      ],
    }),
    hostileOptions,
  ),
  'hostile-missing': absenceMessage(
    {
      id: 'message-4',
      threadId: 'thread-2',
      account: hostile,
      region: hostile,
      what: 'security-hub',
      reason: hostile,
      since: hostile,
    },
    hostileOptions,
  ),
};

describe('the message', () => {
  it.each(Object.entries(messages))('%s is as it was agreed, and as a chat takes it', (name, message) => {
    expect(chatMessageSchema.parse(message)).toEqual(message);
    const { now, kept } = golden(folder, name, message);
    expect(now).toBe(kept);
  });

  it.each(Object.entries(messages))('%s fits a phone: its first line says where', (_, { notification }) => {
    const { title } = notification.content;
    expect(title.length).toBeLessThanOrEqual(250);
    expect(title).not.toContain('\n');
  });

  it('has no file that is nobody’s', () => {
    expect([...goldenNames(folder)].sort()).toEqual(Object.keys(messages).sort());
  });

  it.each(Object.entries(messages).filter(([name]) => name.startsWith('hostile-')))(
    '%s mentions nobody and links nowhere but to AWS',
    (_, { notification: { content } }) => {
      const shown = [content.title, content.description, ...(content.nextSteps ?? []), ...(content.keywords ?? [])];
      const text = shown.join('\n').replaceAll(/<https:\/\/docs\.aws\.amazon\.com\/[^|>]*\|[^>]*>/g, '');
      expect(text.replaceAll('\n', '')).not.toMatch(/[<>@\p{Cc}\p{Cf}]|:\/\//u);
    },
  );
});
