import { awsCommand } from '../../engine/aws-command.ts';
import type { Block, PathVerdict } from '../../model/path/answer.ts';

export const verdictWords: Readonly<Record<PathVerdict, string>> = {
  reachable: 'reachable',
  blocked: 'blocked',
  undecidable: 'undecided',
};

/** The command that mends what blocks, ready to paste. */
export function commandOf({ remedy }: Block, region: string): string | undefined {
  return remedy?.command && awsCommand(region)`${remedy.command}`;
}

/** The first component that blocks, in one sentence. */
export const blockWords = ({ component, at, why, heading }: Block): string =>
  `${why.includes(component) ? '' : `${component} `}${why}${why.includes(at) ? '' : ` (at ${at}${heading === 'return' ? ', on the way back' : ''})`}.`;
