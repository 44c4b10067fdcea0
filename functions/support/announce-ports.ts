import { importNothing, publishNothing, unmarked, unnoted } from '../../shared/app/announce/dry-run.ts';
import type { AnnouncePorts, Refused } from '../../shared/app/announce/ports.ts';
import { absenceTeller } from '../../shared/app/announce/tell-absences.ts';
import { securityHubTeller } from '../../shared/app/announce/tell-security-hub.ts';
import { topicTeller } from '../../shared/app/announce/tell-topic.ts';
import { toDeadLetters } from '../../shared/aws/publish/queue.ts';
import { securityHub } from '../../shared/aws/publish/security-hub.ts';
import { topic } from '../../shared/aws/publish/sns.ts';
import { dynamoAbsences, dynamoBulletins, dynamoMemory } from '../../shared/aws/remember/index.ts';
import { rules } from '../../shared/rules/index.ts';
import { environment } from './environment.ts';
import { logger } from './telemetry.ts';

const ruleByCode = new Map<string, (typeof rules)[number]>(rules.map((rule) => [rule.code, rule]));
const helpOf = (code: string) => ruleByCode.get(code);

/** The targets that the environment switches on; in a dry run, the log in their place. */
export function announcePorts(): AnnouncePorts {
  const { TABLE_NAME, DEAD_LETTER_QUEUE_URL, TOPIC_ARN, SECURITY_HUB, SNS, DRY_RUN, ENVIRONMENT } = environment(
    'TABLE_NAME',
    'DEAD_LETTER_QUEUE_URL',
    'TOPIC_ARN',
    'SECURITY_HUB',
    'SNS',
    'DRY_RUN',
    'ENVIRONMENT',
  );
  const importFindings = DRY_RUN
    ? importNothing((finding) => logger.info('Would import.', { finding }))
    : securityHub();
  const publish = DRY_RUN ? publishNothing((message) => logger.info('Would publish.', { message })) : topic(TOPIC_ARN);
  const memory = dynamoMemory(TABLE_NAME);
  const options = { helpOf, environment: ENVIRONMENT || undefined };
  const now = () => new Date();
  return {
    memory: DRY_RUN ? unmarked(memory) : memory,
    tellers: {
      ...(SECURITY_HUB ? { 'security-hub': securityHubTeller(importFindings, helpOf) } : {}),
      ...(SNS ? { sns: topicTeller(publish, options) } : {}),
    },
    absences: DRY_RUN ? unnoted : dynamoAbsences(TABLE_NAME),
    ...(SNS ? { tellAbsences: absenceTeller({ bulletins: dynamoBulletins(TABLE_NAME), publish, now }, options) } : {}),
    putAway: refusedTo(toDeadLetters(DEAD_LETTER_QUEUE_URL)),
    now,
  };
}

/** The letter is the message that, sent again, has what was refused told once more. */
const refusedTo =
  (putAway: ReturnType<typeof toDeadLetters>) =>
  ({ cluster: { account, region, cluster }, target, reason, findings }: Refused): Promise<void> =>
    putAway({
      body: JSON.stringify({ account, region, clusters: [cluster], refused: true }),
      messageId: 'none',
      source: target,
      reason: `${reason} It is about ${findings.join(', ')}.`,
    });
