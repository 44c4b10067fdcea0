import { arn } from './arns.ts';
import { isAwsId, type Pseudonyms } from './pseudonyms.ts';

const vocabulary = new Set(['Version', 'Effect', 'Action', 'NotAction']);

/** The policy document with pseudonyms in it, without the ids of statements. One that is no JSON stays none. */
export function policy(text: string, pseudonyms: Pseudonyms): string {
  try {
    return JSON.stringify(rewritten(JSON.parse(text), pseudonyms));
  } catch (error) {
    if (error instanceof SyntaxError) return 'not JSON';
    throw error;
  }
}

function rewritten(value: unknown, pseudonyms: Pseudonyms): unknown {
  if (Array.isArray(value)) return value.map((member) => rewritten(member, pseudonyms));
  if (typeof value !== 'object' || value === null) return substitute(value, pseudonyms);
  const members = Object.entries(value).filter(([key]) => key !== 'Sid' && key !== 'Id');
  return Object.fromEntries(
    members.map(([key, member]) => [key, vocabulary.has(key) ? member : rewritten(member, pseudonyms)]),
  );
}

function substitute(value: unknown, pseudonyms: Pseudonyms): unknown {
  if (typeof value !== 'string' || value === '*' || /^(true|false|\d{1,6})$/.test(value)) return value;
  if (value.startsWith('arn:')) return arn(value, pseudonyms);
  if (/^\d{12}$/.test(value)) return pseudonyms.account(value);
  if (isAwsId(value)) return pseudonyms.id(value);
  return /\.amazonaws\.com(\.cn)?$/.test(value) ? value : pseudonyms.name('value', value);
}
