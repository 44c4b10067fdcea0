/** A kind of name that people choose. Names of one kind have pseudonyms of their own; the kind is the pseudonym's first part. */
export type NameKind =
  | 'cluster'
  | 'node-group'
  | 'fargate-profile'
  | 'auto-scaling-group'
  | 'launch-template'
  | 'security-group'
  | 'prefix-list'
  | 'load-balancer'
  | 'target-group'
  | 'node-pool'
  | 'role'
  | 'key'
  | 'requester'
  | 'bucket'
  | 'domain'
  | 'label'
  | 'policy'
  | 'value';

/** Gives each original its pseudonym: the same one wherever it occurs. */
export interface Pseudonyms {
  /** An id that AWS made, such as `subnet-0abc`: the prefix stays, and so does the order of the ids that share it. */
  readonly id: (text: string) => string;
  /** Names of one kind keep their order. */
  readonly name: (kind: NameKind, text: string) => string;
  /** Twelve digits. */
  readonly account: (text: string) => string;
}

/** Remembers every original that it is asked about, and leaves it as it is. */
export class Originals implements Pseudonyms {
  readonly #ids = new Map<string, Set<string>>();
  readonly #names = new Map<string, Set<string>>();
  readonly #accounts = new Set<string>();

  readonly id = (text: string): string => (reserved.has(text) ? text : note(this.#ids, prefixOf(text), text));
  readonly name = (kind: NameKind, text: string): string => note(this.#names, kind, text);
  readonly account = (text: string): string => {
    this.#accounts.add(text);
    return text;
  };

  /** The pseudonyms of everything that was asked about. */
  pseudonyms(): Pseudonyms {
    const ids = numbered(this.#ids, (prefix, number) => `${prefix}${number.padStart(17, '0')}`);
    const names = numbered(this.#names, (kind, number) => `${kind}-${number}`);
    const accounts = numbered(new Map([['', this.#accounts]]), (_, number) => number.padStart(12, '0'));
    const id = (text: string) => (reserved.has(text) ? text : known(ids, prefixOf(text), text));
    return { id, name: (kind, text) => known(names, kind, text), account: (text) => known(accounts, '', text) };
  }
}

/** Words that stand where an id would stand. */
const reserved: ReadonlySet<string> = new Set(['', 'default', 'local']);

/** The prefixes of ids that AWS makes, the longer ones of those that begin alike first. */
const prefixes = [
  ...['tgw-attach', 'tgw-rtb', 'vpce-svc', 'core-network', 'lgw-rtb', 'eni-attach'],
  ...[
    'vpc',
    'subnet',
    'sg',
    'sgr',
    'eni',
    'i',
    'rtb',
    'acl',
    'pl',
    'nat',
    'igw',
    'eigw',
    'cagw',
    'lgw',
    'tgw',
    'vgw',
    'cgw',
  ],
  ...['vpn', 'pcx', 'vpce', 'lt', 'dopt', 'eipalloc', 'ami', 'op', 'fs', 'fsmt', 'vol', 'ipam', 'ipam-pool', 'r'],
].map((prefix) => `${prefix}-`);

const prefixOf = (id: string): string => prefixes.find((prefix) => id.startsWith(prefix)) ?? 'id-';

/** Whether the text looks like an id that AWS made. */
export const isAwsId = (text: string): boolean => prefixOf(text) !== 'id-' && /^[a-z0-9-]+$/.test(text);

function note(groups: Map<string, Set<string>>, group: string, text: string): string {
  let members = groups.get(group);
  if (!members) {
    members = new Set();
    groups.set(group, members);
  }
  members.add(text);
  return text;
}

/** Numbers of one group have as many digits as its largest, so that they sort as the originals do. */
function numbered(
  groups: ReadonlyMap<string, ReadonlySet<string>>,
  spell: (group: string, number: string) => string,
): ReadonlyMap<string, string> {
  const spelled = new Map<string, string>();
  for (const [group, members] of groups) {
    const digits = String(members.size).length;
    for (const [index, text] of [...members].sort().entries()) {
      spelled.set(keyOf(group, text), spell(group, String(index + 1).padStart(digits, '0')));
    }
  }
  return spelled;
}

const keyOf = (group: string, text: string): string => `${group} ${text}`;

function known(spelled: ReadonlyMap<string, string>, group: string, text: string): string {
  const pseudonym = spelled.get(keyOf(group, text));
  if (pseudonym === undefined) throw new Error(`${text} was not among the originals`);
  return pseudonym;
}
