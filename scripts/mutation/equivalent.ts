/** Code of which some change survives and yet changes no verdict, and why: `code` is a part of the changed line. */
interface Equivalent {
  readonly file: string;
  readonly code: string;
  readonly because: string;
}

const inModel = (name: string, reasons: Readonly<Record<string, string>>): readonly Equivalent[] =>
  Object.entries(reasons).map(([code, because]) => ({ file: `shared/model/${name}.ts`, code, because }));

export const equivalents: readonly Equivalent[] = [
  ...inModel('address', {
    'octet < 0 || dots === 3': 'a fourth dot is refused in the end',
    'octet = octet < 0': 'no digit follows a leading zero',
  }),
  ...inModel('address-set', {
    'if (this.isEmpty) return other': 'what is joined to nothing is built anew, and equal',
    'a.start < b.start ? -1': 'which of two ranges with one start comes first makes no difference to their union',
    'end > last.end': 'of two equal ends either is the end',
    'candidate !== undefined && endsBefore': 'the middle of two indexes is an index',
    'a.family < b.family': 'the families differ there',
    'hostBits < ADDRESS_BITS': 'no range holds a block of more than all addresses',
  }),
  ...inModel('cidr', {
    'usable > 0n': 'at 0 both ways give 0',
    'a.start > b.start ? a.start : b.start': 'of two equal bounds either is the bound',
    'boundary.start > range.start': 'the range’s own start is in the set already',
    'if (cidr === undefined) return undefined': 'what is no block is read again, or remembered as none',
    'remembered.size >= MAX_REMEMBERED': 'how much is remembered costs memory and time alone',
    'a < b ? -1 : 1': 'no two of a set are equal',
    'slash < 0': 'without a slash, or with nothing before it, no address is left to read',
  }),
  ...inModel('network-acl', {
    "new NotObserved('networkAcls'": 'the name of the fact is shown and not compared',
  }),
  ...inModel('network-acl-legs', {
    'connection: { ...connection, opened }': 'which end opens a connection is shown and not compared',
    "flow('out', service, peer, true)": 'which end opens a connection is shown and not compared',
    "flow('in', service, peer, false)": 'which end opens a connection is shown and not compared',
    'const decided = by === undefined': 'an absent number and an undefined one read alike',
    'const key = [direction': 'the parts of a key cannot run into each other',
    'Array.from({ length: below - 1 }': 'numbers below 1 are left out in the end',
    'number >= 1 &&': 'candidates count down to 1 and no further',
    "[between('nodes', 'control plane', 'tcp', 443)] : []": 'a connection without ends has no legs',
  }),
  ...inModel('routes', {
    "unread('the main route table": 'the call that is missing is shown and not compared',
    "new NotObserved('routeTables": 'the name of the fact is shown and not compared',
    "new NotObserved('prefixLists'": 'the name of the fact is shown and not compared',
    'const reaching = destinations.filter': 'routes beside the range contain no piece of it',
    'other.route !== chosen.route': 'a route leads to the same place as itself',
    'other.prefixListId !== chosen.prefixListId':
      'a table routes a prefix list once, so that its entries lead to one place',
    'a.kind === b.kind': 'ids of two kinds are never equal',
  }),
  ...inModel('security-groups', {
    "matches.filter(({ peer }) => !('securityGroupId' in peer))": 'rules that name groups have no blocks',
    'areaOf(left) === areaOf(rest)': 'what is open is known before: only the rules that are named differ',
    "rest.length === 0 || !('prefixListId' in match.peer)": 'opening the same blocks again opens nothing further',
    'sum + (addresses.end - addresses.start + 1n)': 'areas of one sign are equal or not, whichever the sign',
    'index < rules.length': 'past the last rule there is none to match',
    "new NotObserved('networkInterfaces.securityGroupIds'": 'the name of the fact is shown and not compared',
    "const [first = '']": 'a group without a name is no group either',
    'blocksOf(account, match.peer) ?? []': 'prefix lists always have blocks, if none',
  }),
];
