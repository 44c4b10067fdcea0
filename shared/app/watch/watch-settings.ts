import * as z from 'zod';

/** A tag of an account: of those that name the same key one has to be there, of different keys one each. */
export interface AccountTag {
  readonly key: string;
  readonly value: string;
  readonly isExcluded: boolean;
}

const listOf = (item: RegExp, what: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(z.string().regex(item, `must be ${what}`)));

const units = listOf(/^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/, 'ids of organizational units (ou-…)');

const accounts = z.union([
  z.literal(['this', 'organization']),
  listOf(/^\d{12}$/, '`this`, `organization`, or account ids').refine(
    ({ length }) => length > 0,
    'must be `this`, `organization`, or account ids',
  ),
]);

const accountTags = listOf(/^!?[^=]{1,128}=.{0,256}$/, '`key=value`, or `!key=value` for what is left out').transform(
  (tags): readonly AccountTag[] =>
    tags.map((tag) => {
      const isExcluded = tag.startsWith('!');
      const [key = '', ...rest] = tag.slice(isExcluded ? 1 : 0).split('=');
      return { key, value: rest.join('='), isExcluded };
    }),
);

/** Who is watched, as parameters of the stack say it: texts, lists with commas. */
export const watchTexts = z.object({
  accounts,
  organizationalUnits: units,
  excludeOrganizationalUnits: units,
  accountTags,
  /** None: the Region that the functions run in. */
  regions: z.union([z.literal('discover'), listOf(/^[a-z]{2,4}(-[a-z]+)+-\d+$/, '`discover`, or names of Regions')]),
  /** The AWS Config aggregator that knows where clusters are. */
  aggregator: z.string().regex(/^[\w-]{0,256}$/, 'must be the name of an aggregator, or empty'),
});
export type WatchSettings = z.output<typeof watchTexts>;
