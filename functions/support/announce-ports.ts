import { importNothing, publishNothing, unmarked, unnoted } from '../../shared/app/announce/dry-run.ts';
import type { AnnouncePorts, ImportFindings, Refused } from '../../shared/app/announce/ports.ts';
import { absenceTeller } from '../../shared/app/announce/tell-absences.ts';
import { securityHubTeller } from '../../shared/app/announce/tell-security-hub.ts';
import { topicTeller } from '../../shared/app/announce/tell-topic.ts';
import type { Place } from '../../shared/app/place.ts';
import { placeId } from '../../shared/app/place.ts';
import { accountRule } from '../../shared/app/watch/observe-account.ts';
import { toDeadLetters } from '../../shared/aws/publish/queue.ts';
import { securityHub } from '../../shared/aws/publish/security-hub.ts';
import { topic } from '../../shared/aws/publish/sns.ts';
import { dynamoAbsences, dynamoBulletins, dynamoMemory } from '../../shared/aws/remember/index.ts';
import type { RuleHelp } from '../../shared/reports/remembered-finding.ts';
import { rules } from '../../shared/rules/index.ts';
import { environment } from './environment.ts';
import { type Invoked, rolesNamed } from './members.ts';
import { logger } from './telemetry.ts';

const ruleByCode = new Map<string, RuleHelp>([...rules, accountRule].map((rule) => [rule.code, rule]));
const helpOf = (code: string) => ruleByCode.get(code);

type HubOf = (context: Invoked, place: Place) => ImportFindings;
/** The ports of an account and Region: its Security Hub takes findings from itself alone. */
type PortsAt = (context: Invoked, place: Place) => AnnouncePorts;

/** The targets that the environment switches on; in a dry run, the log in their place. */
export function announcePorts(): PortsAt {
  const {
    REPORT_ROLE,
    EXTERNAL_ID,
    TABLE_NAME,
    DEAD_LETTER_QUEUE_URL,
    TOPIC_ARN,
    SECURITY_HUB,
    SNS,
    DRY_RUN,
    ENVIRONMENT,
  } = environment(
    'REPORT_ROLE',
    'EXTERNAL_ID',
    'TABLE_NAME',
    'DEAD_LETTER_QUEUE_URL',
    'TOPIC_ARN',
    'SECURITY_HUB',
    'SNS',
    'DRY_RUN',
    'ENVIRONMENT',
  );
  const reporter = rolesNamed(REPORT_ROLE, EXTERNAL_ID);
  const hubs = new Map<string, ImportFindings>();
  const hubOf: HubOf = (context, place) => {
    if (DRY_RUN) return importNothing((finding) => logger.info('Would import.', { finding }));
    const { account, region } = place;
    const hub = hubs.get(placeId(place)) ?? securityHub({ region, credentials: reporter(context, account) });
    hubs.set(placeId(place), hub);
    return hub;
  };
  const publish = DRY_RUN ? publishNothing((message) => logger.info('Would publish.', { message })) : topic(TOPIC_ARN);
  const memory = dynamoMemory(TABLE_NAME);
  const options = { helpOf, environment: ENVIRONMENT || undefined };
  const now = () => new Date();
  return (context, place) => ({
    memory: DRY_RUN ? unmarked(memory) : memory,
    tellers: {
      ...(SECURITY_HUB ? { 'security-hub': securityHubTeller(hubOf(context, place), helpOf) } : {}),
      ...(SNS ? { sns: topicTeller(publish, options) } : {}),
    },
    absences: DRY_RUN ? unnoted : dynamoAbsences(TABLE_NAME),
    ...(SNS ? { tellAbsences: absenceTeller({ bulletins: dynamoBulletins(TABLE_NAME), publish, now }, options) } : {}),
    putAway: refusedTo(toDeadLetters(DEAD_LETTER_QUEUE_URL)),
    now,
  });
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
