import { type Unobserved, unread } from '../../model/snapshot/known.ts';
import { commandOf } from '../shapes/parts.ts';

/** Stands for what no file tells. */
export const noOutput = (action: string, about?: string, command: string = commandOf(action)): Unobserved =>
  unread(`${action}: no output of "${command}"${about === undefined ? '' : ` about ${about}`} in this folder`, action);

/** Stands for what follows where a command was made to stop. */
export const stopped = (action: string): Unobserved =>
  unread(
    `${action}: the output of "${commandOf(action)}" ends with a token for more; run it without --max-items`,
    action,
  );
