import { importNothing, publishNothing, unmarked, unnoted } from '../../shared/app/announce/dry-run.ts';
import type { AnnouncePorts, ImportFindings, Refused } from '../../shared/app/announce/ports.ts';
import { absenceTeller } from '../../shared/app/announce/tell-absences.ts';
import type { BulletinPorts } from '../../shared/app/announce/tell-bulletins.ts';
import { securityHubTeller } from '../../shared/app/announce/tell-security-hub.ts';
import { topicTeller } from '../../shared/app/announce/tell-topic.ts';
import { bulletinsInMemory } from '../../shared/app/bulletins/in-memory.ts';
import { tellDigest } from '../../shared/app/digest/tell-digest.ts';
import type { Place } from '../../shared/app/place.ts';
import { placeId } from '../../shared/app/place.ts';
import type { RetirePorts } from '../../shared/app/retire/retire.ts';
import { closingTeller } from '../../shared/app/retire/tell-closing.ts';
import { accountRule } from '../../shared/app/watch/observe-account.ts';
import { toDeadLetters } from '../../shared/aws/publish/queue.ts';
import { securityHub } from '../../shared/aws/publish/security-hub.ts';
import { topic } from '../../shared/aws/publish/sns.ts';
import { dynamoAbsences, dynamoBulletins, dynamoMemory, dynamoWatchList } from '../../shared/aws/remember/index.ts';
import type { RuleHelp } from '../../shared/reports/remembered-finding.ts';
import { rules } from '../../shared/rules/index.ts';
import { environment } from './environment.ts';
import { homeOf } from './home.ts';
import { type Invoked, rolesNamed } from './members.ts';
import { logger } from './telemetry.ts';

const ruleByCode = new Map<string, RuleHelp>([...rules, accountRule].map((rule) => [rule.code, rule]));
const helpOf = (code: string) => ruleByCode.get(code);

type HubOf = (context: Invoked, place: Place) => ImportFindings;
/** The ports of an account and Region: its Security Hub takes findings from itself alone. */
type PortsAt = (context: Invoked, place: Place) => AnnouncePorts;

/** Who is told what. */
export interface Tellers {
  readonly at: PortsAt;
  readonly bulletins: (context: Invoked) => BulletinPorts;
  /** Tells people that nobody watches any more. */
  readonly close: (context: Invoked) => RetirePorts['close'];
}

/** The targets that the environment switches on; in a dry run, the log in their place. */
export function announcePorts(): Tellers {
  const {
    DIGEST,
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
    'DIGEST',
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
  const absences = DRY_RUN ? unnoted : dynamoAbsences(TABLE_NAME);
  const bulletins = DRY_RUN ? bulletinsInMemory() : dynamoBulletins(TABLE_NAME);
  const watchList = dynamoWatchList(TABLE_NAME);
  const tellAbsences = SNS ? { tellAbsences: absenceTeller({ bulletins, publish, now }, options) } : {};
  const digest: (context: Invoked) => Pick<BulletinPorts, 'tellDigest'> = (context) => {
    if (!SNS || DIGEST === 'off') return {};
    const ports = { memory, absences, bulletins, places: watchList.all, publish, options, now };
    return { tellDigest: (at, until) => tellDigest(ports, { home: homeOf(context), period: DIGEST, at }, until) };
  };
  const at: PortsAt = (context, place) => ({
    memory: DRY_RUN ? unmarked(memory) : memory,
    tellers: {
      ...(SECURITY_HUB ? { 'security-hub': securityHubTeller(hubOf(context, place), helpOf) } : {}),
      ...(SNS ? { sns: topicTeller(publish, options) } : {}),
    },
    absences,
    ...tellAbsences,
    putAway: refusedTo(toDeadLetters(DEAD_LETTER_QUEUE_URL)),
    now,
  });
  const close: Tellers['close'] = (context) =>
    SNS ? closingTeller({ here: homeOf(context), bulletins, publish, now }, options) : undefined;
  return { at, close, bulletins: (context) => ({ absences, ...tellAbsences, ...digest(context), now }) };
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
