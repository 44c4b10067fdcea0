import { printable } from '../printable.ts';
import { cut } from '../text/cut.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => entities[character] ?? character);

const escapedLength = (text: string): number => escaped(text).length;

/** Without what Slack makes code, mentions or links of by itself. */
const defanged = (text: string): string => text.replaceAll('`', '’').replaceAll('@', '＠').replaceAll('://', ': //');

/**
 * The text as part of a message in Slack's mrkdwn: one line, nothing unseen, no mention, link or code, of at most `limit` characters
 * after escaping. https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const mrkdwn = (text: string, limit: number): string =>
  escaped(cut(defanged(printable(text)), limit, escapedLength));

/** A command in backticks, or undefined where it does not fit as a whole or cannot be shown as it is: half a command is harmful. */
export function code(command: string, limit: number): string | undefined {
  const shown = `\`${escaped(command)}\``;
  const isFaithful = printable(command) === command && !command.includes('`');
  return isFaithful && shown.length <= limit ? shown : undefined;
}

/** A link to a page of ours or AWS's. */
export const link = (url: string, text: string): string =>
  `<${encodeURI(url).replaceAll('|', '%7C')}|${escaped(text)}>`;
