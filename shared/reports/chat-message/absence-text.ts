import { shellWord } from '../../engine/aws-command.ts';
import { spokenTime } from '../digest/words.ts';
import { most } from './custom-notification.ts';
import { code, link, mrkdwn } from './mrkdwn.ts';
import type { ChatOptions } from './notice.ts';
import { placeWords } from './parts.ts';

/** What an account and Region lack that the service counts on. */
export interface AbsenceNotice {
  readonly id: string;
  readonly threadId: string;
  readonly account: string;
  readonly region: string;
  readonly what: 'security-hub' | 'trail';
  readonly reason: string;
  /** ISO 8601 */
  readonly since: string;
}

interface Words {
  readonly title: string;
  readonly means: string;
  readonly fix: string;
  readonly command?: (region: string) => string;
  readonly url: string;
}

const words: Readonly<Record<AbsenceNotice['what'], Words>> = {
  'security-hub': {
    title: '🔕 Security Hub takes no findings in',
    means:
      'Findings wait in the table and nothing is lost. It is tried again once a day; people hear of everything as before.',
    fix: 'Enable Security Hub CSPM in the account and Region, or deploy with securityHub=false.',
    command: (region) =>
      `aws securityhub enable-security-hub --no-enable-default-standards --region ${shellWord(region)}`,
    url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html',
  },
  trail: {
    title: '🙈 Watched by the sweep only:',
    means: 'Without a trail AWS tells of no change: problems are found when the next sweep comes, not within minutes.',
    fix: 'Have a trail log management events (write or all) in this Region; a trail of the organization or of all Regions will do.',
    url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
};

/** What is missing, where, what that means, since when, and what to do. */
export function absenceContent(absence: AbsenceNotice, options: ChatOptions) {
  const { what, reason, since, region } = absence;
  const { title, means, fix, command, url } = words[what];
  const shown = command && code(command(region), most.nextStep);
  return {
    title: `${title} ${mrkdwn(placeWords(absence, options), 120)}`,
    description: [
      `*What*  ${mrkdwn(reason, 600)}`,
      `*Since*  ${mrkdwn(spokenTime(since), 200)}`,
      `*Until then*  ${means}`,
    ].join('\n'),
    nextSteps: [fix, ...(shown === undefined ? [] : [shown]), link(url, 'AWS on this')],
  };
}
