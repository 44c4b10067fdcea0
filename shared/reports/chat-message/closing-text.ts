import { counted, spokenTime } from '../digest/words.ts';
import { most } from './custom-notification.ts';
import { code, mrkdwn } from './mrkdwn.ts';
import type { ChatOptions } from './notice.ts';
import { placeWords } from './parts.ts';

/** That nobody watches any more. */
export interface ClosingNotice {
  readonly id: string;
  readonly threadId: string;
  /** Where the service ran. */
  readonly account: string;
  readonly region: string;
  /** ISO 8601 */
  readonly since: string;
  /** Accounts and Regions that were watched. */
  readonly places: number;
  readonly clusters: number;
  /** That were open. */
  readonly findings: number;
}

/** What ends, and what becomes of what was told. */
export function closingContent(closing: ClosingNotice, options: ChatOptions) {
  const { places, clusters, findings, since } = closing;
  const where = places === 1 ? '' : ` in ${counted(places, 'account and Region', 'accounts and Regions')}`;
  const removal = code('npm run remove', most.nextStep);
  return {
    title: `👋 Plumbline stops watching: ${mrkdwn(placeWords(closing, options), 120)}`,
    description: [
      `*What*  ${counted(clusters, 'cluster')}${where} ${clusters === 1 ? 'is' : 'are'} watched no more.`,
      `*Findings*  ${counted(findings, 'open finding')} ${findings === 1 ? 'was' : 'were'} closed; nobody looked whether anything is fixed.`,
      `*Since*  ${mrkdwn(spokenTime(since), 200)}`,
    ].join('\n'),
    nextSteps: ['This is the last message. The stack can be removed now:', ...(removal === undefined ? [] : [removal])],
  };
}
