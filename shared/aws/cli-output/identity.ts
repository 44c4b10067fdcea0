import type { Cluster } from '@aws-sdk/client-eks';
import type { GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import { InvalidInput } from '../../model/snapshot/parse-snapshot.ts';
import type { Answer } from '../shapes/answer.ts';
import type { Outputs } from './collection.ts';

/** What the person who runs the check says. */
export interface IdentityOptions {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

interface Statement {
  readonly value: string;
  /** Who says so, for messages. */
  readonly by: string;
}

/** Whose outputs they are. Throws `InvalidInput` when nobody says, or when two do not agree. */
export function identityOf(
  outputs: Outputs,
  { account, region }: IdentityOptions,
): { account: string; region: string } {
  const arns = outputs.of('cluster').flatMap(({ file, entries }) =>
    entries.map(({ answer }) => {
      const [, , , arnRegion = '', arnAccount = ''] = ((answer as Answer<Cluster>).arn ?? '').split(':');
      return { file, arnRegion, arnAccount };
    }),
  );
  const callers = outputs.of('Account').flatMap(({ file, entries }) =>
    entries.map(({ answer }) => ({
      value: (answer as Answer<GetCallerIdentityCommandOutput>).Account ?? '',
      by: file,
    })),
  );
  const accounts = [...callers, ...arns.map(({ file, arnAccount }) => ({ value: arnAccount, by: file }))];
  const regions = arns.map(({ file, arnRegion }) => ({ value: arnRegion, by: file }));
  return {
    account: agreed('account', [...said('--account', account), ...accounts]),
    region: agreed('region', [...said('--region', region), ...regions]),
  };
}

const said = (by: string, value: string | undefined): readonly Statement[] =>
  value === undefined ? [] : [{ value, by }];

function agreed(what: 'account' | 'region', statements: readonly Statement[]): string {
  const [first, ...others] = statements.filter(({ value }) => value !== '');
  if (!first) throw new InvalidInput('', `nothing here tells the ${what}; add --${what}`);
  const other = others.find(({ value }) => value !== first.value);
  if (!other) return first.value;
  throw new InvalidInput(
    '',
    `${first.by} says ${what} ${first.value}, ${other.by} says ${other.value}; give one account and Region at a time`,
  );
}
