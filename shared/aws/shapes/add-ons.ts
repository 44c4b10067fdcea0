import type { Addon } from '@aws-sdk/client-eks';
import { parse } from 'yaml';
import type { AddOnRecord } from '../../model/snapshot/cluster.ts';
import { type Known, type Unobserved, unread } from '../../model/snapshot/known.ts';
import { type Answer, defined, identified } from './answer.ts';

/** Of every other add-on its name is all that is asked. */
export const isDescribed = (addOn: string): boolean => addOn === 'vpc-cni';

/** An add-on that is listed, and nothing more was asked. */
export interface ListedAddOn {
  readonly listed: string;
  readonly environment: Unobserved;
}

export const addOnOf = (answer: Answer<Addon> | ListedAddOn): AddOnRecord =>
  'listed' in answer ? { id: answer.listed, environment: answer.environment } : describedAddOnOf(answer);

const describedAddOnOf = (answer: Answer<Addon>): AddOnRecord => ({
  id: identified(answer.addonName, 'addonName'),
  environment: environmentOf(answer.configurationValues),
  ...defined({
    version: answer.addonVersion,
    serviceAccountRoleArn: answer.serviceAccountRoleArn,
    podIdentityAssociations: answer.podIdentityAssociations?.length,
  }),
});

const notUnderstood = unread('the configuration values of the add-on are not understood');

/** The member `env` of the configuration values, which are JSON or YAML. */
function environmentOf(text: string | undefined): Known<Record<string, string>> {
  if (!text?.trim()) return {};
  const values = parsed(text);
  if (values === '' || values === null) return {};
  if (!isRecord(values)) return notUnderstood;
  const { env } = values;
  if (env === undefined || env === null || env === '') return {};
  return isRecord(env) ? textsOf(env) : notUnderstood;
}

/** JSON keeps its numbers; scalars of YAML stay the text that somebody wrote, so `010` is not made 8. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return parse(text, { schema: 'failsafe', logLevel: 'error' });
    } catch {
      return undefined;
    }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textsOf(env: Record<string, unknown>): Known<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === null || typeof value === 'object') return notUnderstood;
    texts[name] = String(value);
  }
  return texts;
}
