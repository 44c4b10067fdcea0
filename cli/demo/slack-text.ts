import type { ChatMessage } from '../../shared/reports/chat-message.ts';
import { printable } from '../../shared/reports/printable.ts';

const rail = '  │ ';

/** The message as a channel shows it: title, text, next steps. */
export function slackText({ notification: { content } }: ChatMessage): string {
  const { title, description, nextSteps = [] } = content;
  const lines = [title, ...description.split('\n'), ...nextSteps.map((step) => `• ${step}`)];
  return `${['  ┌ Slack', ...lines.map((line) => rail + printable(line)), '  └'].join('\n')}\n`;
}
