import { InvalidInput, shown } from '../../model/snapshot/parse-snapshot.ts';
import { commandOf } from '../shapes/parts.ts';
import type { Json } from './entries.ts';
import type { Entry } from './entry.ts';
import { parseFileName, stemOf, subjectOf } from './file-name.ts';
import type { Kind } from './kind.ts';
import { kindOf, kinds, type Member } from './kinds.ts';
import type { Output } from './output.ts';

/** What a file with this name and content tells. Throws `InvalidInput` for anything but the whole output of a command that is read. */
export function readOutput(file: string, json: unknown): Output {
  const output = objectIn(json);
  const member = memberOf(output);
  const kind = kindOf(member);
  const entries = kind.entries(output, member);
  return { file, member, subject: subjectIn(file, kind, entries), truncated: isTruncated(output), entries };
}

function objectIn(json: unknown): Json {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json;
  throw new InvalidInput(
    '',
    `${shown(json)} is not what an AWS CLI command prints; give whole outputs, made with --output json and without --query`,
  );
}

function memberOf(output: Json): Member {
  const found = kinds.filter((member) => member in output);
  const [member, other] = found;
  if (member === undefined) {
    const members = Object.keys(output).slice(0, 8).join(', ');
    throw new InvalidInput(
      '',
      `${members ? `an object with ${members}` : 'an empty object'} is no output that is read; see plumbline collect-script for those that are`,
    );
  }
  if (other !== undefined) {
    throw new InvalidInput('', `${found.join(' and ')} stand in one file; give each output a file of its own`);
  }
  return member;
}

/** The AWS CLI gives a token when `--max-items` made it stop, and what the service itself says when `--no-paginate` did. */
const isTruncated = ({ NextToken, nextToken, NextMarker, IsTruncated }: Json): boolean =>
  Boolean(NextToken || nextToken || NextMarker || IsTruncated);

function subjectIn(file: string, kind: Kind, entries: readonly Entry[]): string | undefined {
  if (kind.subject === undefined) return undefined;
  const named = subjectOf(file, kind.action, kind.subject === 'role' ? 'rest' : 'subject');
  if (kind.subject === 'vpc') return named?.startsWith('vpc-') ? named : undefined;
  if (kind.subject === 'cluster' || kind.subject === 'load-balancer') return named;
  const told = new Set(entries.flatMap((entry) => kind.about?.(entry) ?? []));
  if (told.size > 1) throw new InvalidInput('', `it is about ${[...told].join(' and ')}; give each a file of its own`);
  const [subject = named] = told;
  if (subject !== undefined) return subject;
  const follows = parseFileName(file) ? 'its name is that of another command' : 'its name does not tell either';
  throw new InvalidInput(
    '',
    `the output of "${commandOf(kind.action)}" does not tell what it is about, and ${follows}; name the file ${stemOf(kind.action)}.<subject>.json`,
  );
}
