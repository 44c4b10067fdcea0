import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { transitions } from '../../shared/reports/chat-message/notice.ts';
import {
  type ChatMessage,
  chatMessage,
  type Notice,
  type Summary,
  summaryMessage,
} from '../../shared/reports/chat-message.ts';
import { chatMessageSchema } from '../support/chat-message-schema.ts';
import { aFindingFullOf, aRememberedFinding, ruleHelp } from '../support/finding-builders.ts';
import { hostileNames } from '../support/hostile-report.ts';
import { aViolation } from '../support/report-builders.ts';

const shop = { account: '123456789012', region: 'eu-west-1', cluster: 'shop' };

const aNotice = (overrides: Partial<Notice> = {}): Notice => ({
  id: 'message-1',
  threadId: 'thread-1',
  transition: 'new',
  account: shop.account,
  region: shop.region,
  cause: { kind: 'subnet-full', resource: 'subnet-a' },
  findings: [aRememberedFinding()],
  ...overrides,
});

const aSummary = (overrides: Partial<Summary> = {}): Summary => ({
  id: 'message-2',
  threadId: 'thread-2',
  occasion: 'first',
  account: shop.account,
  region: shop.region,
  notices: [aNotice()],
  ...overrides,
});

const options = { helpOf: () => ruleHelp, environment: 'production' };

const contentOf = ({ notification }: ChatMessage) => notification.content;

describe('a notice', () => {
  it('says what, where, why, since when and what to do', () => {
    expect(chatMessage(aNotice(), options)).toEqual({
      notification: {
        version: '1.0',
        source: 'custom',
        id: 'message-1',
        content: {
          textType: 'client-markdown',
          title: '🟠 High in shop: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
          description: [
            '*Where*  cluster shop; 1 subnet: subnet-a; 123456789012, eu-west-1 (production)',
            '*Why*  With fewer addresses, an upgrade of the cluster fails.',
            '*Since*  2026-11-21 09:00 UTC',
          ].join('\n'),
          nextSteps: [
            'Release addresses in subnet-a.',
            '`aws ec2 describe-network-interfaces --filters Name=subnet-id,Values=subnet-a --region us-east-1`',
            '<https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html|AWS on this>',
          ],
          keywords: ['high', 'B4', 'shop'],
        },
        metadata: {
          threadId: 'thread-1',
          summary: '🟠 High in shop: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
          eventType: 'plumbline.new',
          relatedResources: ['arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-a'],
          additionalContext: {
            state: 'new',
            severity: 'high',
            account: '123456789012',
            region: 'eu-west-1',
            environment: 'production',
            cause: 'subnet-full subnet-a',
            clusters: 'shop',
            codes: 'B4',
          },
        },
      },
      attributes: {
        state: 'new',
        severity: 'high',
        account: '123456789012',
        region: 'eu-west-1',
        environment: 'production',
        cluster: ['shop'],
        code: ['B4'],
      },
    });
  });

  it('names every cluster and resource that a root cause touches, the worst first', () => {
    const message = chatMessage(
      aNotice({
        transition: 'changed',
        findings: [
          aRememberedFinding({ changedAt: '2026-11-21T10:30:00.000Z' }),
          aRememberedFinding({
            cluster: { ...shop, cluster: 'payments' },
            code: 'D8',
            severity: 'critical',
            resource: { type: 'subnet', id: 'subnet-b' },
            firstSeen: '2026-11-21T08:00:00.000Z',
            violations: [
              aViolation({
                kind: 'isolated',
                severity: 'critical',
                message: `Nodes in subnet-b have no way to the internet${', none at all'.repeat(12)}.`,
                resource: { type: 'subnet', id: 'subnet-b' },
              }),
            ],
          }),
        ],
      }),
      { helpOf: (code) => (code === 'D8' ? ruleHelp : undefined) },
    );
    expect(contentOf(message).title).toBe(
      '🔴 Critical, changed in 2 clusters: Nodes in subnet-b have no way to the internet, none at all, none at all, none at all, none at all, none at all, none at all, none at all, none at all…',
    );
    expect(contentOf(message).description).toBe(
      [
        `*What*  Nodes in subnet-b have no way to the internet${', none at all'.repeat(12)}.`,
        '*Where*  clusters shop, payments; 2 subnets: subnet-b, subnet-a; 123456789012, eu-west-1',
        '*Why*  With fewer addresses, an upgrade of the cluster fails.',
        '*Since*  2026-11-21 08:00 UTC, changed 2026-11-21 10:30 UTC',
        '*Also B4*  subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
      ].join('\n'),
    );
    expect(message.attributes).toMatchObject({
      severity: 'critical',
      state: 'changed',
      cluster: ['shop', 'payments'],
      code: ['B4', 'D8'],
    });
    expect(message.attributes).not.toHaveProperty('environment');
  });

  it('says of what is resolved what it was, why it ended and how long it lasted', () => {
    const message = chatMessage(
      aNotice({
        transition: 'resolved',
        findings: [aRememberedFinding({ state: 'resolved', reason: 'Fixed.', changedAt: '2026-11-21T11:05:00.000Z' })],
      }),
      options,
    );
    expect(contentOf(message)).toEqual({
      textType: 'client-markdown',
      title: '✅ No longer in shop: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
      description: [
        '*Where*  cluster shop; 1 subnet: subnet-a; 123456789012, eu-west-1 (production)',
        '*Now*  Fixed.',
        '*Open for*  2 h 5 min, since 2026-11-21 09:00 UTC',
      ].join('\n'),
      keywords: ['high', 'B4', 'shop'],
    });
    expect(message.attributes).toMatchObject({ state: 'resolved', severity: 'high' });
  });

  it('says once what does away with several violations', () => {
    const command = 'aws ec2 replace-route --route-table-id rtb-a';
    const violations = [
      aViolation({ severity: 'low', fix: { text: 'Route it, again.', command } }),
      aViolation({ severity: 'high', fix: { text: 'Route it.', command } }),
      aViolation({ severity: 'low', fix: { text: 'Or not.' } }),
    ];
    const message = chatMessage(aNotice({ findings: [aRememberedFinding({ violations })] }), {
      helpOf: () => undefined,
    });
    expect(contentOf(message).nextSteps).toEqual(['Route it.', `\`${command}\``, 'Or not.']);
  });

  it('still says something of a finding whose violations were too large to keep', () => {
    expect(contentOf(chatMessage(aNotice({ findings: [aRememberedFinding({ violations: [] })] }), options)).title).toBe(
      '🟠 High in shop: No longer holds: Each cluster subnet has the addresses that EKS needs for its own interfaces.',
    );
  });

  it.each([
    ['too long', `aws ${'x'.repeat(400)}`],
    ['not what it looks like', "aws eks describe-cluster --name 'a\u202eb'"],
    ['the end of the code', "aws eks describe-cluster --name '`a'"],
  ])('leaves out a command that is %s', (_, command) => {
    const violations = [aViolation({ fix: { text: 'Fix it.', command } })];
    const message = chatMessage(aNotice({ findings: [aRememberedFinding({ violations })] }), {
      helpOf: () => undefined,
    });
    expect(contentOf(message).nextSteps).toEqual(['Fix it.']);
  });
});

describe('a summary', () => {
  const notices = Array.from({ length: 12 }, (_, index) =>
    aNotice({
      id: `message-${index}`,
      findings: [
        aRememberedFinding({
          cluster: { ...shop, cluster: index < 6 ? 'shop' : 'payments' },
          violations: [aViolation({ severity: index === 11 ? 'critical' : 'medium', message: `Problem ${index}.` })],
        }),
      ],
    }),
  );
  const [first = aNotice(), ...others] = notices;

  it('of a first look has the counts and the ten worst', () => {
    const message = summaryMessage(aSummary({ notices: [first, ...others] }), options);
    expect(contentOf(message)).toEqual({
      textType: 'client-markdown',
      title: '👀 First look at 123456789012, eu-west-1 (production): 12 problems in 2 clusters',
      description: [
        '*1 critical · 11 medium*',
        '🔴 B4 payments: Problem 11.',
        ...[0, 1, 2, 3, 4, 5].map((index) => `🟡 B4 shop: Problem ${index}.`),
        ...[6, 7, 8].map((index) => `🟡 B4 payments: Problem ${index}.`),
        '… and 2 more',
      ].join('\n'),
      nextSteps: ['Everything with its fix:', '`plumbline check --region eu-west-1`'],
      keywords: ['critical', 'B4', 'shop', 'payments'],
    });
    expect(message.notification.id).toBe('message-2');
    expect(message.attributes).toEqual({
      state: 'summary',
      severity: 'critical',
      account: '123456789012',
      region: 'eu-west-1',
      environment: 'production',
      cluster: ['shop', 'payments'],
      code: ['B4'],
    });
  });

  const mixed: Summary['notices'] = [
    aNotice({ transition: 'resolved', findings: [aRememberedFinding({ state: 'resolved' })] }),
    aNotice(),
    aNotice({ transition: 'changed' }),
  ];

  it.each([
    ['settings', '🛠 Other rules or settings for 123456789012, eu-west-1: 1 new, 1 changed, 1 resolved in shop'],
    ['change', '🟠 Much changed in 123456789012, eu-west-1: 1 new, 1 changed, 1 resolved in shop'],
  ] as const)('for %s tells what is new from what is resolved', (occasion, title) => {
    const message = summaryMessage(aSummary({ occasion, notices: mixed }), { helpOf: () => undefined });
    expect(contentOf(message).title).toBe(title);
    expect(contentOf(message).description).toBe(
      [
        '*2 high*',
        '🟠 B4 shop: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
        '🟠 B4 shop: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
        '✅ B4 shop, no longer: subnet-a has 3 free addresses and 1 held by EKS interfaces; EKS needs 6.',
      ].join('\n'),
    );
  });
});

/** Everything that can be said of a finding in which people wrote the text wherever they can. */
function messagesFullOf(text: string): readonly ChatMessage[] {
  const hostile = { helpOf: () => ruleHelp, environment: text };
  const waiver = { reason: text, owner: text, expires: '2026-12-31', source: 'tag' } as const;
  const flapping = { since: '2026-11-21T09:00:00.000Z', times: 7 };
  const notices = transitions.map((transition) => {
    const isWaived = transition === 'waived' || transition === 'expiring';
    const state = transition === 'resolved' ? 'resolved' : isWaived ? 'waived' : 'open';
    return aNotice({
      transition,
      cause: { kind: text, resource: text },
      findings: [aFindingFullOf(text, { state, waiver, flapping })],
    });
  });
  const [first = aNotice(), ...others] = notices;
  return [
    ...notices.map((notice) => chatMessage(notice, hostile)),
    summaryMessage(aSummary({ notices: [first, ...others] }), hostile),
  ];
}

function expectHarmless(text: string): void {
  for (const message of messagesFullOf(text)) {
    expect(chatMessageSchema.parse(message)).toEqual(message);
    const { content, metadata } = message.notification;
    const shown = [
      content.title,
      content.description,
      ...(content.nextSteps ?? []),
      ...(content.keywords ?? []),
      metadata.summary,
    ];
    for (const part of shown) {
      const withoutOurs = part.replace(/<https:\/\/docs\.aws\.amazon\.com\/[^<>|]*\|AWS on this>/, '');
      expect(withoutOurs).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      expect(withoutOurs.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      const [outside = ''] = withoutOurs.split('`');
      expect(outside).not.toMatch(/@|:\/\//);
      expect(withoutOurs.split('`')).toHaveLength(withoutOurs.startsWith('`') ? 3 : 1);
    }
  }
}

describe.each(hostileNames)('a name that is %s', (_, name) => {
  it('does nothing in a chat', () => {
    expectHarmless(name);
  });
});

describe('any name', () => {
  it('does nothing in a chat', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '!channel',
      '@here',
      '|',
      '&',
      'amp;',
      '`',
      '\n',
      '*',
      ' ',
      'https://',
      '😀',
      '\x1b',
      'a',
    );
    const texts = fc.oneof(
      fc.string({ unit: pieces }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', minLength: 300, maxLength: 1500 }),
    );
    fc.assert(fc.property(texts, expectHarmless), { numRuns: 60 });
  });

  it('stays within the caps, however many there are', () => {
    const findings = Array.from({ length: 300 }, (_, index) => aFindingFullOf(`${'long-name-'.repeat(9)}${index}`));
    const [first = aRememberedFinding(), ...others] = findings;
    const notice = aNotice({ findings: [first, ...others] });
    const summary = aSummary({ notices: [notice, ...Array.from({ length: 99 }, () => notice)] });
    for (const message of [chatMessage(notice, options), summaryMessage(summary, options)]) {
      expect(chatMessageSchema.parse(message)).toEqual(message);
    }
  });
});
