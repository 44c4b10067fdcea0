import * as z from 'zod';

/** How the members of a list of records are addressed by a text. */
export interface RecordKey {
  readonly keyOf: (member: unknown) => string | undefined;
  /** What a new member must have to bear the key. */
  readonly fromKey: (key: string) => Readonly<Record<string, unknown>>;
}

const identified = z.object({ id: z.string() });
const hidden = z.object({ observed: z.literal(false), of: z.string() });
const route = z.object({
  destination: z.union([z.object({ cidr: z.string() }), z.object({ prefixListId: z.string() })]),
});
const entry = z.object({ number: z.int(), egress: z.boolean() });
const rule = z.object({ ruleId: z.string() });

const byId: RecordKey = {
  keyOf: (member) => identified.safeParse(member).data?.id ?? hidden.safeParse(member).data?.of,
  fromKey: (id) => ({ id }),
};

/** A route by its destination: a block, or a prefix list. */
const byDestination: RecordKey = {
  keyOf: (member) => {
    const destination = route.safeParse(member).data?.destination;
    if (!destination) return undefined;
    return 'cidr' in destination ? destination.cidr : destination.prefixListId;
  },
  fromKey: (key) => ({ destination: key.startsWith('pl-') ? { prefixListId: key } : { cidr: key } }),
};

/** An entry of a network ACL as `egress 100` or `ingress 100`. */
const byNumber: RecordKey = {
  keyOf: (member) => {
    const { data } = entry.safeParse(member);
    return data && `${data.egress ? 'egress' : 'ingress'} ${data.number}`;
  },
  fromKey: (key) => {
    const [direction, number] = key.split(' ');
    return { number: Number(number), egress: direction === 'egress' };
  },
};

const byRuleId: RecordKey = {
  keyOf: (member) => rule.safeParse(member).data?.ruleId,
  fromKey: (ruleId) => ({ ruleId }),
};

const byMember: Readonly<Record<string, RecordKey>> = {
  routes: byDestination,
  entries: byNumber,
  ingress: byRuleId,
  egress: byRuleId,
};

/** How the records in a list are addressed, by the name of the member that holds the list. */
export const recordKeyOf = (name: string): RecordKey => byMember[name] ?? byId;
