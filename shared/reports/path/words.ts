import { awsCommand } from '../../engine/aws-command.ts';
import type { Block, Hop, HopKind, PathQuestion, PathVerdict, Trace } from '../../model/path/answer.ts';

export const verdictWords: Readonly<Record<PathVerdict, string>> = {
  reachable: 'reachable',
  blocked: 'blocked',
  undecidable: 'undecided',
};

export const kindWords: Readonly<Record<HopKind, string>> = {
  name: 'name',
  endpoint: 'endpoint',
  'security-group': 'security group',
  'network-acl': 'network ACL',
  route: 'route table',
  gateway: 'gateway',
  'public-address': 'public address',
  'public-access': 'public access',
  declaration: 'declared',
};

/** `subnet-a → api tcp 443`. */
export const questionWords = ({ from, to, protocol, port }: PathQuestion): string =>
  `${from} → ${to} ${protocol} ${port}`;

export const traceWords = ({ from, to, family }: Trace): string => `${from} → ${to}${family === 6 ? ' (IPv6)' : ''}`;

/** What the component does, and by which of its rules. */
export const hopWords = ({ says, decidedBy, at, component, kind }: Hop): string => {
  const where = kind === 'network-acl' || kind === 'route' ? `${at}: ` : '';
  const rule =
    decidedBy === '' || says.includes(decidedBy) || kind === 'route' || says.includes(component)
      ? ''
      : `, by ${decidedBy}`;
  return `${where}${says}${rule}`;
};

/** The command that mends what blocks, ready to paste. */
export function commandOf({ remedy }: Block, region: string): string | undefined {
  return remedy?.command && awsCommand(region)`${remedy.command}`;
}

/** The first component that blocks, in one sentence. */
export const blockWords = ({ component, at, why, heading }: Block): string =>
  `${why.includes(component) ? '' : `${component} `}${why}${why.includes(at) ? '' : ` (at ${at}${heading === 'return' ? ', on the way back' : ''})`}.`;
