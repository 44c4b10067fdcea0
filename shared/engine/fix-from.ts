import type { Remedy } from '../model/remedy.ts';
import type { AwsCommand } from './aws-command.ts';
import type { Fix } from './verdict.ts';

/** The remedy as the fix of a violation, its command ready to paste. */
export const fixFrom = (aws: AwsCommand, { text, command }: Remedy): Fix => ({
  text,
  ...(command ? { command: aws`${command}` } : {}),
});
