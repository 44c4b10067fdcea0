import { importNothing, publishNothing, unmarked } from '../../shared/app/announce/dry-run.ts';
import type { AnnouncePorts } from '../../shared/app/announce/ports.ts';
import { securityHubTeller } from '../../shared/app/announce/tell-security-hub.ts';
import { topicTeller } from '../../shared/app/announce/tell-topic.ts';
import { securityHub } from '../../shared/aws/publish/security-hub.ts';
import { topic } from '../../shared/aws/publish/sns.ts';
import { dynamoMemory } from '../../shared/aws/remember/index.ts';
import { rules } from '../../shared/rules/index.ts';
import { environment } from './environment.ts';
import { logger } from './telemetry.ts';

const ruleByCode = new Map<string, (typeof rules)[number]>(rules.map((rule) => [rule.code, rule]));
const helpOf = (code: string) => ruleByCode.get(code);

/** The targets that the environment switches on; in a dry run, the log in their place. */
export function announcePorts(): AnnouncePorts {
  const { TABLE_NAME, TOPIC_ARN, SECURITY_HUB, SNS, DRY_RUN, ENVIRONMENT } = environment(
    'TABLE_NAME',
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
  return {
    memory: DRY_RUN ? unmarked(memory) : memory,
    tellers: {
      ...(SECURITY_HUB ? { 'security-hub': securityHubTeller(importFindings, helpOf) } : {}),
      ...(SNS ? { sns: topicTeller(publish, { helpOf, environment: ENVIRONMENT || undefined }) } : {}),
    },
    now: () => new Date(),
  };
}
