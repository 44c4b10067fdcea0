import type { Hop, HopKind, Outcome, PathQuestion, Trace } from './answer.ts';

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

export const outcomeMarks: Readonly<Record<Outcome, string>> = {
  passes: '✓',
  assumed: '~',
  blocked: '✗',
  undecided: '?',
};

/** `subnet-a → api tcp 443`. */
export const questionWords = ({ from, to, protocol, port }: PathQuestion): string =>
  `${from} → ${to} ${protocol} ${port}`;

export const traceWords = ({ from, to, family }: Trace): string => `${from} → ${to}${family === 6 ? ' (IPv6)' : ''}`;

/** What the component does, where, and by which of its rules. */
export function hopWords({ says, decidedBy, at, component, kind }: Hop): string {
  const where = (kind === 'network-acl' || kind === 'route') && !says.includes(at) ? ` (${at})` : '';
  const isSaid = decidedBy === '' || says.includes(decidedBy) || kind === 'route' || kind === 'gateway';
  const who = says.includes(component) || kind === 'name' ? '' : `${component} `;
  return `${who}${says}${isSaid ? '' : `, by ${decidedBy}`}${where}`;
}
