import * as z from 'zod';

/** What an endpoint's policy says of one request. Conditions and principals are not evaluated: where they decide, it is `unclear`. */
export type PolicyAnswer = 'allowed' | 'denied' | 'not-allowed' | 'unclear';

/** A request that has to pass, whoever signs it. */
export interface PolicyRequest {
  /** For example `s3:GetObject`. */
  readonly action: string;
  /** The ARN, with `anything` where any text may stand. */
  readonly resource: string;
  /** Whether the request may be signed by a principal that the policy names: one of the account's own. */
  readonly byOwnPrincipal: boolean;
}

/** Stands in a request's resource for text that nobody can know: so long and odd that only `*` matches it. */
export const anything = '…'.repeat(64);

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  NotPrincipal: z.unknown().optional(),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Condition: z.unknown().optional(),
});
type Statement = z.output<typeof statementSchema>;
const policySchema = z.object({
  Statement: z.union([statementSchema, z.array(statementSchema)]).transform((value) => [value].flat()),
});

/** The statements of a policy document; undefined when it is none that can be read. */
function statementsOf(document: string): readonly Statement[] | undefined {
  try {
    return policySchema.safeParse(JSON.parse(document)).data?.Statement;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether the policy lets every such request through: a denial wins, and nothing is allowed that no statement allows. */
export function policyAnswer(document: string, request: PolicyRequest): PolicyAnswer {
  const statements = statementsOf(document);
  if (!statements) return 'unclear';
  const reach = (effect: Statement['Effect']) =>
    statements.filter(({ Effect }) => Effect === effect).map((statement) => reachOf(statement, request));
  const denials = reach('Deny');
  if (denials.includes('all')) return 'denied';
  const allowances = reach('Allow');
  if (!allowances.includes('all')) return allowances.includes('some') ? 'unclear' : 'not-allowed';
  return denials.includes('some') ? 'unclear' : 'allowed';
}

/** How many of such requests the statement is about. */
type Reach = 'all' | 'some' | 'none';

function reachOf(statement: Statement, request: PolicyRequest): Reach {
  const parts = [
    matchesAction(statement, request.action) ? 'all' : 'none',
    resourcesReached(statement, request.resource),
    principalsReached(statement, request),
    statement.Condition === undefined ? 'all' : 'some',
  ] as const;
  if (parts.includes('none')) return 'none';
  return parts.includes('some') ? 'some' : 'all';
}

function matchesAction({ Action, NotAction }: Statement, action: string): boolean {
  const matches = (pattern: string) => matcherOf(pattern.toLowerCase()).test(action.toLowerCase());
  return Action ? Action.some(matches) : NotAction !== undefined && !NotAction.some(matches);
}

function resourcesReached({ Resource, NotResource }: Statement, resource: string): Reach {
  const covers = (pattern: string) => matcherOf(pattern).test(resource);
  if (Resource)
    return Resource.some(covers) ? 'all' : Resource.some((pattern) => meets(pattern, resource)) ? 'some' : 'none';
  if (!NotResource || NotResource.some(covers)) return 'none';
  return NotResource.some((pattern) => meets(pattern, resource)) ? 'some' : 'all';
}

/** Whether the pattern may match some resources that look like the request's: only what comes before its unknown text is compared. */
function meets(pattern: string, resource: string): boolean {
  if (!resource.includes(anything)) return false;
  const known = resource.slice(0, resource.indexOf(anything));
  const wildcard = pattern.search(/[*?]/);
  if (wildcard < 0) return pattern.startsWith(known) && pattern !== known;
  const literal = pattern.slice(0, wildcard);
  return literal.startsWith(known) || known.startsWith(literal);
}

function principalsReached({ Principal, NotPrincipal }: Statement, { byOwnPrincipal }: PolicyRequest): Reach {
  if (NotPrincipal !== undefined) return 'some';
  if (isEverybody(Principal)) return 'all';
  return byOwnPrincipal ? 'some' : 'none';
}

const isEverybody = (principal: unknown): boolean =>
  principal === '*' ||
  (typeof principal === 'object' && principal !== null && 'AWS' in principal && [principal.AWS].flat().includes('*'));

/** `*` stands for any text, `/` included, and `?` for one character, which what nobody can know may lack. */
const matcherOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '[^…]')}$`,
    's',
  );
